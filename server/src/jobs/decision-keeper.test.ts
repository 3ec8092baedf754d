import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { hours, instant } from '@outpace/engine/basics/time.ts';
import { beforeEach, expect, test } from 'vitest';
import type { DecidedRows } from '../store/kept-decisions.ts';
import { DecisionKeeper } from './decision-keeper.ts';

const row = { mode: 'predictive', ready: 1, waiting: 0, inAir: 2, wanted: 3, opened: 3 } as const;
const decided = (at: number): DecidedRows => ({
  groupId: campaignGroupId('group'),
  rows: [{ ...row, at, bound: 'risk' }],
});

type Kept = { readonly rows: readonly number[]; readonly before: number | undefined };

let told: DecidedRows[] = [];
let isAway = false;
let kept: Kept[] = [];
let faults: unknown[] = [];
let now = hours(100);

const newKeeper = (): DecisionKeeper =>
  new DecisionKeeper({
    async keep(those, before) {
      if (isAway) throw new Error('the store is away');
      kept.push({ rows: those.flatMap(({ rows }) => rows.map(({ at }) => at)), before });
    },
    now: () => instant(now),
    take: () => told.splice(0),
    onFault: (fault) => faults.push(fault),
  });

beforeEach(() => {
  [told, kept, faults, isAway, now] = [[], [], [], false, hours(100)];
});

const rowsKept = (): readonly number[] => kept.flatMap(({ rows }) => rows);

test('what was decided is written down, and nothing is when nothing was', async () => {
  const keeper = newKeeper();
  told = [decided(1), decided(2)];
  await keeper.keep();
  await keeper.keep();
  expect(kept).toEqual([{ rows: [1, 2], before: hours(76) }]);
});

test('a store that is away is told, and gets it later', async () => {
  const keeper = newKeeper();
  [told, isAway] = [[decided(1)], true];
  await keeper.keep();
  expect(faults).toMatchObject([{ message: 'the store is away' }]);
  [told, isAway] = [[decided(2)], false];
  await keeper.keep();
  expect(rowsKept()).toEqual([1, 2]);
});

test('what is older than a day is removed, and not at every look', async () => {
  const keeper = newKeeper();
  for (let look = 0; look < 3; look += 1) await keeper.keep();
  now = hours(101);
  await keeper.keep();
  expect(kept.map(({ before }) => before)).toEqual([hours(76), hours(77)]);
});

test('at its end the rest is written down', async () => {
  const keeper = newKeeper();
  keeper.start();
  told = [decided(1)];
  await keeper.close();
  expect(rowsKept()).toEqual([1]);
});
