import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { World } from '../world.ts';
import { validatedDay } from './validated-day.ts';

const small = (seed: number) => ({
  ...validatedDay.sizeOf(seed),
  agents: 4,
  chains: 50,
  minutes: 20,
});

test('whoever is asked refuses, hangs, lies and is gone: no law is broken', () => {
  for (let seed = 1; seed <= 4; seed += 1) {
    const report = liveDay(validatedDay, seed, small(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});

test('days have answers of every kind, and dials with and without one', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 10; seed += 1) {
    const world = new World(validatedDay.setUp(seed, small(seed)), (event, effects) => {
      if (event.type === 'validation-answered') seen.add(event.answer.said);
      for (const effect of effects) {
        if (effect.type === 'save-validation') seen.add(effect.result ?? 'later');
        if (effect.type !== 'open-attempt') continue;
        const isAsked = effect.answers.some(({ rule }) => rule === 'pre-dial-validation');
        seen.add(isAsked ? 'asked' : 'not asked');
      }
    });
    world.run();
  }
  const kinds = ['dial', 'refuse', 'time-out', 'error', 'circuit-open'];
  for (const what of [...kinds, 'asked', 'not asked', 'later', 'do-not-call']) {
    expect([...seen]).toContain(what);
  }
});

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 2; seed += 1) {
    const report = await new Ring2(validatedDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
