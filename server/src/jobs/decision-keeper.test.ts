import { campaignGroupId, siteId } from '@outpace/engine/basics/ids.ts';
import { hours, instant } from '@outpace/engine/basics/time.ts';
import { beforeEach, expect, test } from 'vitest';
import type { DecidedRows } from '../store/kept-decisions.ts';
import type { Queryable } from '../store/queryable.ts';
import { DecisionKeeper } from './decision-keeper.ts';

const row = { mode: 'predictive', ready: 1, waiting: 0, inAir: 2, wanted: 3, opened: 3 } as const;
const decided = (at: number): DecidedRows => ({
  groupId: campaignGroupId('group'),
  rows: [{ ...row, at, bound: 'risk' }],
});

let told: DecidedRows[] = [];
let isAway = false;
let asked: { readonly text: string; readonly values: readonly unknown[] }[] = [];
let faults: unknown[] = [];
let now = hours(100);

const db: Queryable = {
  async query(text, values = []) {
    if (isAway) throw new Error('the store is away');
    asked.push({ text: text.trim().split(' ')[0] ?? '', values });
    return { rows: [], rowCount: 0, command: '', oid: 0, fields: [] };
  },
};
const newKeeper = (): DecisionKeeper =>
  new DecisionKeeper({
    ...{ db, siteId: siteId('main') },
    now: () => instant(now),
    take: () => told.splice(0),
    onFault: (fault) => faults.push(fault),
  });

beforeEach(() => {
  [told, asked, faults, isAway, now] = [[], [], [], false, hours(100)];
});

const inserted = (): unknown[] =>
  asked.filter(({ text }) => text === 'insert').map(({ values }) => values[4]);

test('what was decided is written down, and nothing is when nothing was', async () => {
  const keeper = newKeeper();
  told = [decided(1), decided(2)];
  await keeper.keep();
  await keeper.keep();
  expect(inserted()).toEqual([[decided(1), decided(2)].map(({ rows }) => JSON.stringify(rows))]);
});

test('a store that is away is told, and gets it later', async () => {
  const keeper = newKeeper();
  [told, isAway] = [[decided(1)], true];
  await keeper.keep();
  expect(faults).toMatchObject([{ message: 'the store is away' }]);
  [told, isAway] = [[decided(2)], false];
  await keeper.keep();
  expect(inserted()).toEqual([[decided(1), decided(2)].map(({ rows }) => JSON.stringify(rows))]);
});

test('what is older than a day is removed, and not at every look', async () => {
  const keeper = newKeeper();
  for (let look = 0; look < 3; look += 1) await keeper.keep();
  now = hours(101);
  await keeper.keep();
  const removed = asked.filter(({ text }) => text === 'delete');
  expect(removed.map(({ values }) => values[1])).toEqual(
    [76, 77].map((hour) => new Date(hours(hour)).toISOString()),
  );
});

test('at its end the rest is written down', async () => {
  const keeper = newKeeper();
  keeper.start();
  told = [decided(1)];
  await keeper.close();
  expect(inserted()).toHaveLength(1);
});
