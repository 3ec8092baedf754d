import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { World } from '../world.ts';
import { rulesDay } from './rules-day.ts';

const small = (seed: number) => ({ ...rulesDay.sizeOf(seed), agents: 5, chains: 80, minutes: 60 });

test('whatever is counted, closed and kept as a holiday, no law is broken', () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const report = liveDay(rulesDay, seed, small(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});

test('an evening has dials that were asked, and people who are put off', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 6; seed += 1) {
    const world = new World(rulesDay.setUp(seed, small(seed)), (_event, effects) => {
      for (const effect of effects) {
        if (effect.type === 'open-attempt') for (const { rule } of effect.answers) seen.add(rule);
        // Nothing was worked on, and the chain waits for another time.
        if (effect.type === 'save-chain' && effect.records.length === 0) seen.add('put off');
      }
    });
    world.run();
  }
  for (const what of ['us-hours', 'uk-hours', 'number-in-half-an-hour', 'put off']) {
    expect([...seen]).toContain(what);
  }
});

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 2; seed += 1) {
    const report = await new Ring2(rulesDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
