import { must } from '@outpace/engine/basics/assert.ts';
import {
  agentId,
  attemptId,
  type ChainId,
  callingListId,
  campaignGroupId,
  campaignId,
} from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { RECORD_TYPES, type RecordType } from '@outpace/engine/calling-lists/record.ts';
import type { NumberFound } from '@outpace/engine/event.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertCallingList } from './calling-lists.ts';
import { leaseNumber } from './lease-number.ts';
import { asOwner, type Ownership, takeOwnership } from './ownership.ts';
import { insertSuppressionList } from './suppression-lists.ts';
import { addCampaigns, addChain, listBody, openTestSite, type TestSite } from './test-site.ts';

const at = instant(Date.UTC(2026, 0, 5, 12, 0));
const KNOWN = '+12125550101';
let place: TestSite;
let ours: Ownership;

beforeAll(async () => {
  place = await openTestSite();
  for (const id of ['red', 'blue']) {
    await place.write((db) => insertCallingList(db, place.site, id, listBody(id)));
  }
  await addCampaigns(place);
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
        campaignId: campaignId('c-1'),
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

type PromiseTo = {
  readonly group: string;
  readonly type: RecordType;
  readonly agent: string | null;
};

test.each<[why: string, promise: PromiseTo, kind: string]>([
  ['to anybody of this group', { group: 'group', type: 'campaign-callback', agent: null }, 'chain'],
  ['to this agent', { group: 'group', type: 'personal-callback', agent: 'ann' }, 'chain'],
  ['to another agent', { group: 'group', type: 'personal-callback', agent: 'ben' }, 'in-use'],
  [
    'rescheduled to another',
    { group: 'group', type: 'personal-rescheduled', agent: 'ben' },
    'in-use',
  ],
  ['in another group', { group: 'other', type: 'campaign-callback', agent: null }, 'in-use'],
])('a number that is promised %s: %s', async (_why, { group, type, agent }, kind) => {
  const id = await add([KNOWN]);
  const typeN = RECORD_TYPES.indexOf(type);
  await place.pool.query('update chains set promised_in = $1', [group]);
  await place.pool.query('update dial_queue set promised_in = $1', [group]);
  await place.pool.query('update records set record_type = $1, agent_id = $2', [typeN, agent]);
  expect((await lease()).kind).toBe(kind);
  // Whoever holds it here already has asked before.
  expect((await lease(KNOWN, id)).kind).toBe('chain');
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

// biome-ignore format: a table is read in columns.
test.each<[why: string, scope: { list?: string; campaign?: string }, kind: string, value: string, found: string]>([
  ['for everybody',                 {}, 'phone', KNOWN, 'suppressed'],
  ['for a list of the campaign',    { list: 'red' }, 'phone', KNOWN, 'suppressed'],
  ['for another list',              { list: 'blue' }, 'phone', KNOWN, 'chain'],
  ['for the campaign that calls',   { campaign: 'c-1' }, 'phone', KNOWN, 'suppressed'],
  ['for it, the person',            { campaign: 'c-1' }, 'customer', 'c-1', 'suppressed'],
  ['for another campaign',          { campaign: 'c-2' }, 'phone', KNOWN, 'chain'],
])('the number is on a suppression list, %s: %s', async (_why, scope, kind, value, found) => {
  await add([KNOWN], { customerId: 'c-1' });
  await place.pool.query('truncate suppression_lists cascade');
  const { list = null, campaign } = scope;
  const campaignIds = campaign === undefined ? null : [campaign];
  const about = { id: 's', name: 's', callingListId: list, campaignIds, endsAt: null, by: 'sue' };
  await insertSuppressionList(place.pool, place.site, about);
  await place.pool.query(
    `insert into suppression_entries (site, suppression_list_id, kind, value)
     values ('main', 's', $1, $2)`,
    [kind, value],
  );
  expect((await lease()).kind).toBe(found);
});

test('a chain that ends its lease closed does not come into the queue', async () => {
  await add([KNOWN], { isClosed: true });
  await lease();
  await place.pool.query("update leases set until = '2020-01-01'");
  await lease('+13125550142');
  expect([await count('leases'), await count('dial_queue')]).toEqual([1, 0]);
});
