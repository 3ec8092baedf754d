import { FATES, type Fate } from '@outpace/engine/compliance/erasure.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPerson } from './erasing.ts';
import { addPerson, BY_PHONE } from './test-person.ts';
import { openTestList, type TestSite } from './test-site.ts';
import { textColumns, tracesIn } from './traces.ts';

/** Finds nothing. */
const NONE = { pattern: '(?!)', hint: '(?!)' };

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
});
afterAll(() => at.drop());

test('of every column it is said what becomes of a person in it', async () => {
  const columns = await textColumns(at.pool);
  const there = columns.map(({ table, column }) => `${table}.${column}`).sort();
  const said = Object.entries(FATES).flatMap(([table, { cleared = [], others }]) =>
    [...cleared, ...others].map((column) => `${table}.${column}`),
  );
  expect(there).toEqual(said.sort());
});

/** They name nobody by themselves: what they are of is found by its chain. */
const BY_CHAIN = ['dial_queue', 'leases', 'left_out', 'recordings'];

test('a person is found in every table that holds people, and in no other', async () => {
  await addPerson(at);
  const { search = NONE } = await findPerson(at.pool, at.site, BY_PHONE);
  const found = await tracesIn(at.pool, at.site, search);
  const ofPeople: readonly Fate[] = ['removed', 'cleared', 'suppressed'];
  const tables = Object.keys(FATES).filter(
    (table) => ofPeople.some((fate) => fate === FATES[table]?.fate) && !BY_CHAIN.includes(table),
  );
  expect([...new Set(found.map(({ table }) => table))].sort()).toEqual(tables.sort());
});

test('nothing of another site is searched', async () => {
  const { search = NONE } = await findPerson(at.pool, at.site, BY_PHONE);
  await at.pool.query(`insert into sites (site, name) values ('beside', 'The neighbour')`);
  await at.pool.query(
    `insert into suppressions values ('beside', 'phone', '+12125550142', 'x', 'y', null, now())`,
  );
  const found = await tracesIn(at.pool, at.site, search);
  expect(found).toContainEqual({ table: 'suppressions', column: 'value', rows: 1 });
});
