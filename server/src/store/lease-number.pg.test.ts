import { must } from '@outpace/engine/basics/assert.ts';
import {
  agentId,
  attemptId,
  type ChainId,
  callingListId,
  campaignGroupId,
} from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { NumberFound } from '@outpace/engine/event.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertCallingList } from './calling-lists.ts';
import { leaseNumber } from './lease-number.ts';
import { asOwner, type Ownership, takeOwnership } from './ownership.ts';
import { addChain, listBody, openTestSite, type TestSite } from './test-site.ts';

const at = instant(Date.UTC(2026, 0, 5, 12, 0));
const KNOWN = '+12125550101';
let place: TestSite;
let ours: Ownership;

beforeAll(async () => {
  place = await openTestSite();
  for (const id of ['red', 'blue']) {
    await place.write((db) => insertCallingList(db, place.site, id, listBody(id)));
  }
  ours = { site: place.site, epoch: await takeOwnership(place.pool, place.site) };
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query('truncate chains, records, dial_queue, leases, suppressions'));

const phoneOf = (text: string) => {
  const parsed = parsePhoneNumber(text);
  return must(parsed.ok ? parsed.value : undefined, text);
};

const lease = (text = KNOWN, held?: ChainId): Promise<NumberFound> =>
  asOwner(place.pool, ours, (statements) =>
    leaseNumber(
      statements,
      ours,
      {
        type: 'lease-number',
        callId: attemptId('a1'),
        agentId: agentId('ann'),
        groupId: campaignGroupId('group'),
        listIds: [callingListId('red')],
        phone: phoneOf(text),
        held,
        until: after(at, minutes(10)),
      },
      at,
    ),
  );

const add = (phones: readonly string[], more: { isClosed?: boolean; customerId?: string } = {}) =>
  addChain(place.pool, place.site, { listId: 'red', phones, ...more });

const count = async (table: string): Promise<number> => {
  const { rows } = await place.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? -1;
};

test('who waits is leased, whichever of their numbers it is, and leaves the queue', async () => {
  const id = await add(['+12125550100', KNOWN]);
  const found = await lease();
  expect(found).toMatchObject({ kind: 'chain', chain: { id, position: 0 } });
  expect([await count('dial_queue'), await count('leases')]).toEqual([0, 1]);
});

test('one that is closed is leased as closed', async () => {
  const id = await add([KNOWN], { isClosed: true });
  expect(await lease()).toMatchObject({ kind: 'chain', chain: { id, isClosed: true } });
});

test('a number of no list becomes a closed record in its own zone, once', async () => {
  const found = await lease('+13125550142');
  const record = { phone: '+13125550142', zone: 'America/Chicago', type: 'unknown', attempts: 0 };
  expect(found).toMatchObject({
    kind: 'chain',
    chain: { listId: 'red', isClosed: true, records: [record] },
  });
  await place.pool.query('truncate leases');
  await lease('+13125550142');
  expect([await count('chains'), await count('dial_queue')]).toEqual([1, 0]);
});

test('a number whose zone nobody knows has the zone of the list', async () => {
  const found = await lease('+61255501234');
  expect(found).toMatchObject({ chain: { records: [{ zone: 'America/New_York' }] } });
});

test('what another hand holds is in use; what is held here already is not', async () => {
  const id = await add([KNOWN]);
  await lease();
  expect(await lease()).toEqual({ kind: 'in-use' });
  expect(await lease(KNOWN, id)).toMatchObject({ kind: 'chain', chain: { id } });
});

test.each([
  ['the number', 'phone', KNOWN],
  ['the person', 'customer', 'c-1'],
])('%s is on the do-not-call list', async (_what, kind, value) => {
  await add([KNOWN], { customerId: 'c-1' });
  await place.pool.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     values ('main', $1, $2, 'asked', 'sue', now())`,
    [kind, value],
  );
  expect(await lease()).toEqual({ kind: 'suppressed' });
  expect(await count('leases')).toBe(0);
});

test('a chain that ends its lease closed does not come into the queue', async () => {
  await add([KNOWN], { isClosed: true });
  await lease();
  await place.pool.query("update leases set until = '2020-01-01'");
  await lease('+13125550142');
  expect([await count('leases'), await count('dial_queue')]).toEqual([1, 0]);
});
