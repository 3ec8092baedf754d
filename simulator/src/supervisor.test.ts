import { callingListId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { DELIVERIES, LIMITS, planOf } from './plans.ts';
import { Prng } from './prng.ts';
import { nextWish } from './supervisor.ts';

const [delivery] = DELIVERIES;
if (delivery === undefined) throw new Error('no delivery');
const plan = planOf({
  name: 'a',
  agentGroup: 'sales',
  lists: [callingListId('list')],
  multiplier: 1,
  delivery,
  autoDone: false,
  attemptsMax: 5,
  dispositionMandatory: true,
  limits: LIMITS,
});
const group = { plan, autoComplete: true };
const day = { isDone: false, isEvening: false, prng: undefined };
const evening = { ...day, isEvening: true };

test.each([
  ['loads what is not loaded', undefined, day, 'load'],
  ['leaves a finished group alone', undefined, { ...day, isDone: true }, undefined],
  ['waits while it loads', 'loading', day, undefined],
  ['starts what is loaded', 'active', day, 'start'],
  ['leaves what runs alone', 'running', day, undefined],
  ['completes what runs in the evening', 'running', evening, 'complete'],
  ['loads nothing in the evening', undefined, evening, undefined],
  ['waits while it unloads', 'unloading', evening, undefined],
] as const)('a supervisor %s', (_why, phase, situation, wish) => {
  expect(nextWish(group, phase, situation)?.type).toBe(wish);
});

test('a lively supervisor changes things now and then', () => {
  const prng = new Prng(1);
  const wishes = Array.from(
    { length: 5_000 },
    () => nextWish(group, 'running', { ...day, prng })?.type,
  );
  expect(new Set(wishes)).toEqual(new Set([undefined, 'stop', 'set-mode', 'set-target']));
});
