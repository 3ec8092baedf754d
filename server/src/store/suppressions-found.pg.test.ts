import { must } from '@outpace/engine/basics/assert.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Queryable } from './queryable.ts';
import { addEntries, insertSuppressionList } from './suppression-lists.ts';
import { suppressionsFound } from './suppressions-found.ts';
import { addCampaigns, addChain, granted, openTestList, type TestSite } from './test-site.ts';

const LATER = '2999-01-01T00:00:00.000Z';
const LAST = '2999-06-01T00:00:00.000Z';
const number = (text: string): SuppressionKey => {
  const parsed = parsePhoneNumber(text);
  return { kind: 'phone', phone: must(parsed.ok ? parsed.value : undefined, text) };
};
const HOME = number('+12125550142');
const SAID = number('+12125550143');
const FREE = number('+12125550144');
const customer: SuppressionKey = { kind: 'customer', customerId: 'c1' };

let place: TestSite;
beforeAll(async () => {
  place = await openTestList();
  const { pool, site } = place;
  await place.addUser('sue', 'supervisor');
  await addChain(pool, site, { listId: 'l-1', phones: ['+12125550142'], customerId: 'c1' });
  await list('regulator', null);
  await list('here', LATER);
  await add('regulator', HOME, null, 'in the register');
  await add('here', customer, LAST, '');
  await pool.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     values ($1, 'phone', '+12125550143', 'asked in a call', 'gone', '2026-01-05T17:00:00Z')`,
    [site],
  );
});
afterAll(() => place.drop());

const list = (id: string, endsAt: string | null) =>
  insertSuppressionList(place.pool, place.site, {
    ...{ id, name: id, endsAt, by: 'sue' },
    callingListId: id === 'here' ? 'l-1' : null,
  });
const add = (id: string, key: SuppressionKey, endsAt: string | null, reason: string) =>
  place.write(async (db) =>
    granted(await addEntries(db, place.site, id, { keys: [key], endsAt, reason, by: 'sue' })),
  );

const inRegister = {
  kind: 'phone',
  list: { id: 'regulator', name: 'regulator', callingListId: null, campaignIds: null },
  reason: 'in the register',
  addedBy: 'SUE',
  until: null,
};
// With the list its entries end.
const asCustomer = {
  kind: 'customer',
  value: 'c1',
  list: { id: 'here', name: 'here', callingListId: 'l-1', campaignIds: null },
  until: LATER,
};
const inCall = { list: null, reason: 'asked in a call', addedBy: 'gone', until: null };

// biome-ignore format: a table is read in columns.
test.each<[why: string, key: SuppressionKey, found: readonly object[]]>([
  ['a number, and the customer who has it', HOME,     [inRegister, asCustomer]],
  ['the customer alone',                    customer, [asCustomer]],
  ['asked for in a call',                   SAID,     [inCall]],
  ['nothing',                               FREE,     []],
])('%s', async (_why, key, found) => {
  const answer = await suppressionsFound(place.pool, place.site, key);
  expect(answer).toMatchObject(found);
  expect(answer).toHaveLength(found.length);
});

test('what has ended is against nobody', async () => {
  await add('regulator', FREE, '2001-01-01T00:00:00.000Z', 'over');
  expect(await suppressionsFound(place.pool, place.site, FREE)).toEqual([]);
});

test('a list of campaigns names them, and one out of force is not asked', async () => {
  const { pool, site } = place;
  await addCampaigns(place);
  const about = { id: 'some', name: 'some', callingListId: null, endsAt: null, by: 'sue' };
  await insertSuppressionList(pool, site, { ...about, campaignIds: ['c-2', 'c-1'] });
  await add('some', FREE, null, 'only there');
  const [found] = await suppressionsFound(pool, site, FREE);
  expect(found?.list).toMatchObject({ callingListId: null, campaignIds: ['c-1', 'c-2'] });
  await pool.query("update suppression_lists set in_force = false where id = 'some'");
  expect(await suppressionsFound(pool, site, FREE)).toEqual([]);
});

test('who has a number is found by an index, however long the lists are', async () => {
  const { pool, site } = place;
  await pool.query(FILL, [site]);
  await pool.query('analyze chains, records');
  const plan: string[] = [];
  const explained: Queryable = {
    async query(text: string, values?: unknown[]) {
      const said = await pool.query(`explain ${text}`, values);
      plan.push(...said.rows.map((row) => row['QUERY PLAN']));
      return said;
    },
  };
  await suppressionsFound(explained, site, HOME);
  expect(plan.join(' ')).toContain('records_by_number');
  expect(plan.join(' ')).not.toContain('Seq Scan on records');
});

/** Twenty thousand customers who have other numbers. */
const FILL = `
  with chain as (
    insert into chains (site, list_id, customer_id)
    select $1, 'l-1', 'customer ' || n from generate_series(1, 20000) as n returning id
  )
  insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id)
  select $1, c.id, 'l-1', '+1213555' || lpad((c.id % 10000)::text, 4, '0'), r.zone, r.daily_from,
    r.daily_till, r.window_id
  from chain c cross join (select * from records where site = $1 limit 1) as r`;
