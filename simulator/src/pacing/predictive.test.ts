import { instant } from '@outpace/engine/basics/time.ts';
import type { PacingController, PacingInputs } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import { limitsOf } from './floor-day.ts';
import { predictive } from './predictive.ts';

const position = {
  at: instant(0),
  free: 1,
  waiting: 0,
  inAir: 0,
  portsFree: 9,
  recordsFree: 9,
};
const nothing: Omit<PacingInputs, 'liveAnswers' | 'abandoned'> = {
  free: 1,
  waiting: 0,
  inAir: 0,
  freeSoon: 0,
  answersSoon: 0,
  answerRate: 0,
  risk: 0,
  price: 0,
  intended: 0,
};

test('a controller reports what its last decision had in its books', () => {
  let decided = 0;
  const controller: PacingController = {
    observe: () => undefined,
    decide: () => {
      decided += 1;
      const books = { liveAnswers: 50 * decided, abandoned: decided * decided };
      return { open: decided, takeBack: [], why: 'risk', inputs: { ...nothing, ...books } };
    },
    demand: () => [],
    spare: () => 0,
    learned: () => ({ version: 1, lists: {}, talk: [], wrapUp: [] }),
  };
  const pacer = predictive('it', () => controller).make(limitsOf(0.03));
  expect(pacer.reported?.()).toBeUndefined();
  expect([pacer.decide(position).open, pacer.decide(position).open]).toEqual([1, 2]);
  expect(pacer.reported?.()).toBe(0.04);
});
