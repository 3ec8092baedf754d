import { progressiveDay as s } from '/work/main/simulator/src/scenarios/progressive-day.ts';
import { World } from '/work/main/simulator/src/world.ts';

const from = Number(process.argv[2] ?? 1),
  to = Number(process.argv[3] ?? from);
const by = new Map<string, string[]>();
let t0 = Date.now(),
  steps = 0,
  att = 0,
  kills = 0;
for (let seed = from; seed <= to; seed++) {
  const r = new World(s.setUp(seed, s.sizeOf(seed))).run();
  steps += r.steps;
  att += r.attempts;
  kills += r.kills;
  if (from === to) console.log({ ...r, journal: r.journal.length });
  for (const v of r.violations.slice(0, 1)) {
    const k = v.checker + ' ' + v.text.replace(/[ao]\d{6}-\w+|\d+/g, '#').slice(0, 160);
    by.set(k, [...(by.get(k) ?? []), String(seed)]);
  }
  if (from === to && process.argv[4])
    console.log(r.journal.slice(-Number(process.argv[4])).join('\n'));
}
console.log({ s: (Date.now() - t0) / 1000, steps, att, kills });
for (const [k, v] of by) console.log(v.length, k, v.slice(0, 8).join(','));
