import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertCallingList } from './calling-lists.ts';
import { countryFor, describeNumbers, findContacts, findNumbers } from './team-search.ts';
import { addChain, listBody, openTestSite, type TestSite } from './test-site.ts';

const MINE = [campaignGroupId('g-1')];
let place: TestSite;

beforeAll(async () => {
  place = await openTestSite();
  for (const id of ['red', 'blue']) {
    await place.write((db) => insertCallingList(db, place.site, id, listBody(id)));
  }
  await place.pool.query(CAMPAIGN);
  await add('red', 'Anna Maier', ['+12125550101', '+12125550102'], 'c-1');
  await add('blue', 'Anna Blau', ['+12125550103']);
});
afterAll(() => place.drop());

async function add(listId: string, name: string, phones: readonly string[], customerId?: string) {
  const known = customerId === undefined ? {} : { customerId };
  const id = await addChain(place.pool, place.site, { listId, phones, ...known });
  await place.pool.query('update chains set contact_name = $2 where id = $1', [id, name]);
}

test('contacts and numbers are those of the lists that the groups call', async () => {
  const contacts = await findContacts(place.pool, place.site, MINE, 'ANNA');
  expect(contacts).toEqual([
    { phone: '+12125550101', name: 'Anna Maier', listName: 'red', suppressed: false },
  ]);
  const numbers = await findNumbers(place.pool, place.site, MINE, '+1212555010');
  expect(numbers.map(({ phone }) => phone)).toEqual(['+12125550101', '+12125550102']);
  expect(await findContacts(place.pool, place.site, [], 'anna')).toEqual([]);
});

test('numbers that no list has stand for themselves, in the order asked', async () => {
  const phones = ['+12125550199', '+12125550102'];
  const described = await describeNumbers(place.pool, place.site, MINE, phones);
  expect(described.map(({ phone, name }) => [phone, name])).toEqual([
    ['+12125550199', ''],
    ['+12125550102', 'Anna Maier'],
  ]);
});

test('a person who is on the do-not-call list is so with every number', async () => {
  await place.pool.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     values ('main', 'customer', 'c-1', 'asked', 'sue', now())`,
  );
  const numbers = await findNumbers(place.pool, place.site, MINE, '+1212555010');
  expect(numbers.map(({ suppressed }) => suppressed)).toEqual([true, true]);
});

test('the country is that of the first list', async () => {
  expect(await countryFor(place.pool, place.site, MINE)).toBe('US');
  expect(await countryFor(place.pool, place.site, [])).toBeUndefined();
});

test('names and numbers are found by their indexes, however long a list is', async () => {
  await place.pool.query(FILL);
  await place.pool.query('analyze chains, records');
  for (const sql of [BY_NAME, BY_NUMBER]) {
    const { rows } = await place.pool.query<Record<string, string>>(`explain ${sql}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join(' ');
    expect(plan).toContain('Index Cond');
    expect(plan).not.toContain('Seq Scan');
  }
});

const CAMPAIGN = `
  insert into agent_groups (site, id, name) values ('main', 'a', 'A');
  insert into campaigns (site, id, name, settings) values ('main', 'c', 'C', '{}');
  insert into campaign_lists (site, campaign_id, list_id) values ('main', 'c', 'red');
  insert into campaign_groups (site, id, name, campaign_id, agent_group_id)
  values ('main', 'g-1', 'G', 'c', 'a')`;

const FILL = `
  with person as (
    insert into chains (site, list_id, contact_name, state)
    select 'main', 'red', 'Person ' || n, 'closed' from generate_series(1, 5000) n returning id
  )
  insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id)
  select 'main', person.id, 'red', '+1313555' || lpad((person.id % 10000)::text, 4, '0'), 'UTC', 0,
    86400, (select min(id) from callable_windows) from person`;

const BY_NAME = `
  select id from chains where site = 'main' and list_id = 'red'
    and lower(contact_name) like 'anna%' order by lower(contact_name) limit 8`;
const BY_NUMBER = `
  select id from records where site = 'main' and list_id = 'red' and phone like '+1212%' limit 8`;
