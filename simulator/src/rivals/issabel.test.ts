import { expect, test } from 'vitest';
import { floorDay } from '../pacing/floor-day.ts';
import { measuresOf } from '../pacing/floor-measures.ts';
import { floorScenario } from '../pacing/floor-scenarios.ts';
import { isFinishing, issabel, issabelCalls } from './issabel.ts';

const quiet = {
  free: 3,
  finishing: 0,
  queued: 0,
  inAir: 0,
  extra: 0,
  answerShare: undefined,
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, counts: Partial<Parameters<typeof issabelCalls>[0]>, calls: number]>([
  ['one for each free agent',            {},                                        3],
  ['and for each about to finish',       { finishing: 2 },                          5],
  ['none for those who are queued for',  { queued: 1 },                             2],
  ['nor for calls not answered yet',     { inAir: 2 },                              1],
  ['never below none',                   { queued: 9 },                             0],
  ['an extra where there is any',        { extra: 2 },                              5],
  ['and none where there is not',        { free: 0, extra: 2 },                     0],
  ['overcommitted: by the answer rate',  { answerShare: 0.25 },                    12],
  ['less what is in the air',            { answerShare: 0.25, inAir: 5 },           7],
])('%s', (_why, changed, calls) => {
  expect(issabelCalls({ ...quiet, ...changed })).toBe(calls);
});

// 1 − exp(−x) reaches 0.97 at x = 3.507.
test.each([
  [305_000, 11_000, 90_000, true],
  [304_000, 11_000, 90_000, false],
])('after %i ms of talk an agent is certain: %s', (elapsedMs, answerMs, talkMs, is) => {
  expect(isFinishing(elapsedMs, answerMs, talkMs)).toBe(is);
});

// The published comparison has 60 % and none abandoned, and with overcommitment far too many; it
// does not charge the five seconds between two looks, which cost about five points here.
test('in scenario A it gains nothing over progressive dialing', () => {
  const { utilisation, abandonment } = measuresOf(
    floorDay(floorScenario('A-25'), issabel('Issabel', false), 1, 0.03),
    0.03,
  );
  expect(utilisation).toBeGreaterThan(0.53);
  expect(utilisation).toBeLessThan(0.61);
  expect(abandonment.share).toBeLessThan(0.005);
});

test('overcommitting loses people by the dozen where agents are few', () => {
  const day = floorDay(floorScenario('A-5'), issabel('Issabel over', true), 1, 0.03);
  expect(day.abandoned / day.people).toBeGreaterThan(0.15);
});
