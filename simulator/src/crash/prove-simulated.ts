import { CRASH_DAYS } from './crash-days.ts';
import type { BrokenRun, CrashFigures, CrashRun } from './crash-runs.ts';
import { liveCrash, newFigures, parseDeaths, proveDay, wordsOf } from './crash-runs.ts';

/** Seeds of each kind of day that come to more than 10,000 runs. */
export const SEEDS = 2;

const BROKEN_TOLD_MAX = 10;
const EVENTS_TOLD = 30;

/** What is said, line by line. */
export type Say = (line: string) => void;

/** Level 1: a death at each place of short simulated days. True: no law was broken. */
export function proveSimulated(seeds: number, say: Say): boolean {
  say(`Level 1: ${CRASH_DAYS.length} kinds of short days, seeds 1 to ${seeds}, a death everywhere`);
  const figures = newFigures();
  for (const day of CRASH_DAYS) {
    const before = { ...figures };
    for (let seed = 1; seed <= seeds; seed += 1) proveDay(day, seed, figures);
    const runs = figures.runs - before.runs;
    const steps = figures.steps - before.steps;
    say(`  ${day.name}: ${runs} runs, ${steps} steps, ${figures.kills - before.kills} kills`);
  }
  for (const line of inWords(figures)) say(line);
  for (const broken of figures.broken.slice(0, BROKEN_TOLD_MAX)) tellBroken(broken, say);
  return figures.broken.length === 0;
}

/** One run of level 1 again. Undefined: there is no such run. */
export function runNamed(day: string, seed: string, deaths: string): CrashRun | undefined {
  const found = CRASH_DAYS.find(({ name }) => name === day);
  const parsed = parseDeaths(deaths);
  if (found === undefined || parsed === undefined || !/^\d{1,9}$/.test(seed)) return undefined;
  return { day: found, seed: Number(seed), deaths: parsed };
}

/** With the last events before a law was broken. True: none was. */
export function proveOne(run: CrashRun, say: Say): boolean {
  const { report } = liveCrash(run);
  const { steps, attempts, contacts, kills, violations, journal } = report;
  say(`${steps} steps, ${attempts} dials, ${contacts} conversations, ${kills} kills`);
  for (const line of journal.slice(-EVENTS_TOLD)) say(`  ${line}`);
  if (violations.length > 0) tellBroken({ ...run, violations, journal }, say);
  else say('no law was broken');
  return violations.length === 0;
}

function inWords({ broken, disk, places, ...figures }: CrashFigures): readonly string[] {
  const { runs, steps, attempts, contacts, dispositions, kills } = figures;
  const died = Object.entries(places).map(([place, count]) => `${place} ${count}`);
  return [
    `${runs} runs, ${steps} steps, ${attempts} dials, ${contacts} conversations, ` +
      `${dispositions} of them marked done`,
    `${kills} kills; the first of each run when it had: ${died.join(', ')}`,
    `a transaction on its way in ${disk.written + disk.lost}: ${disk.written} written and never ` +
      `announced, ${disk.lost} lost`,
    `${broken.length} runs in which a law was broken`,
  ];
}

function tellBroken(run: BrokenRun, say: Say): void {
  for (const { checker, text } of run.violations.slice(0, 3)) say(`  ${checker}: ${text}`);
  say(`  again: npm run prove -- crash ${wordsOf(run)}`);
}
