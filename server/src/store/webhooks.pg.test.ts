import { must } from '@outpace/engine/basics/assert.ts';
import {
  agentId,
  callingListId,
  campaignGroupId,
  campaignId,
  type RecordId,
  recordId,
} from '@outpace/engine/basics/ids.ts';
import { after, hours, instant } from '@outpace/engine/basics/time.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PostgresDialerStore } from './dialer-store.ts';
import { addCustomer, openTestList, type TestSite } from './test-site.ts';
import { addReceiver, attempted, delegatedUntil, TEST_BOX } from './test-webhooks.ts';
import { dueDeliveries, newestDeliveries, saveTry, sendAgain } from './webhooks.ts';

let at: TestSite;
let store: PostgresDialerStore;
beforeAll(async () => {
  at = await openTestList();
});
afterAll(() => at.drop());
beforeEach(async () => {
  await at.pool.query('delete from webhook_receivers');
  store = new PostgresDialerStore(at.pool, at.site, { plan: async () => undefined });
  await store.takeSite();
});

// Half past nine in New York.
const NOW = instant(Date.UTC(2026, 0, 5, 14, 30));
const LATER = instant(Date.UTC(2100, 0, 1));
const on = { by: 'call-result', result: 'busy' } as const;
const bodies = async () =>
  (await dueDeliveries(at.pool, TEST_BOX, at.site, LATER, 100)).map(({ receiverId, id, body }) => ({
    receiverId,
    id,
    body: JSON.parse(body),
  }));

async function numberOf(chain: string): Promise<RecordId> {
  const found = await at.pool.query('select id::text as id from records where chain_id = $1', [
    chain,
  ]);
  return recordId(must(found.rows[0], 'a record').id);
}

test('the end of an attempt is told to whoever takes it, once', async () => {
  await addReceiver(at, 'all');
  await addReceiver(at, 'other', { events: ['chain-delegated'] });
  await addReceiver(at, 'off', { enabled: false });
  const chain = await addCustomer(at);
  const [open, close] = attempted('a-1', chain, NOW);
  await store.commit([open, close]);
  // As a recovery does, which does not know that it is closed: the first result stands.
  await store.commit([{ ...close, result: 'switch-error' }]);
  expect(await bodies()).toMatchObject([
    {
      receiverId: 'all',
      id: 'attempt-ended-a-1',
      body: {
        type: 'attempt-ended',
        data: {
          attemptId: 'a-1',
          chainId: chain,
          callingListId: 'l-1',
          phone: '+12125550142',
          callResult: 'busy',
          answeredAt: null,
          endedAt: '2026-01-05T14:30:00.000Z',
        },
      },
    },
  ]);
});

test('what is not written is not told', async () => {
  await addReceiver(at, 'all');
  const chain = await addCustomer(at);
  const [open, close] = attempted('a-2', chain, NOW);
  // The last statement of the commit does not run: no date is that late.
  const broken = { type: 'log-agent-state', agentId: agentId('a'), phase: 'ready' } as const;
  const never = instant(Number.MAX_SAFE_INTEGER);
  const writes = [open, close, { ...broken, reason: undefined, at: never }];
  await expect(store.commit(writes)).rejects.toThrow();
  expect(await bodies()).toEqual([]);
});

test('who is delegated is told with all that is needed to give them back, and waits', async () => {
  await addReceiver(at, 'all', { events: ['chain-delegated'] });
  const chain = await addCustomer(at);
  const number = await numberOf(chain);
  const returnsAt = after(NOW, hours(2));
  const write = delegatedUntil(chain, returnsAt, { recordId: number, on });
  await store.commit([write]);
  await store.commit([write]);
  expect(await bodies()).toMatchObject([
    {
      id: `chain-delegated-${chain}-${returnsAt}`,
      body: {
        type: 'chain-delegated',
        data: {
          chainId: chain,
          callingListName: 'Customers',
          contactName: 'Somebody',
          record: { recordId: number, phone: '+12125550142', callResult: 'busy', attempts: 1 },
          on,
          returnsAt: '2026-01-05T16:30:00.000Z',
          links: {
            reschedule: `/api/chains/${chain}/reschedule`,
            finish: `/api/chains/${chain}/finish`,
          },
        },
      },
    },
  ]);
  const lease = (dueBy: typeof NOW) =>
    store.leaseChains(
      {
        type: 'lease-chains',
        campaignId: campaignId('campaign'),
        groupId: campaignGroupId('group'),
        lists: [{ listId: callingListId('l-1'), weight: 1, given: 0 }],
        count: 50,
        priorities: USUAL_PRIORITIES,
        dueBy,
        until: after(dueBy, hours(1)),
      },
      dueBy,
    );
  const ids = async (dueBy: typeof NOW) =>
    (await lease(dueBy)).chains.map(({ id, records }) => [id, records[0]?.status]);
  expect(await ids(NOW)).not.toContainEqual([chain, 'delegated']);
  expect(await ids(returnsAt)).toContainEqual([chain, 'delegated']);
});

test('deliveries come in turn, and each receiver has its own', async () => {
  await addReceiver(at, 'one');
  await addReceiver(at, 'two');
  const chain = await addCustomer(at);
  await store.commit(['b-1', 'b-2', 'b-3'].flatMap((id) => attempted(id, chain, NOW)));
  const due = await dueDeliveries(at.pool, TEST_BOX, at.site, LATER, 2);
  expect(due.map(({ receiverId }) => receiverId).sort()).toEqual(['one', 'one', 'two', 'two']);
  expect(await dueDeliveries(at.pool, TEST_BOX, at.site, instant(0), 2)).toEqual([]);
});

test('a try is kept with its answer, and an order that came meanwhile stands', async () => {
  await addReceiver(at, 'one');
  const chain = await addCustomer(at);
  await store.commit(attempted('c-1', chain, NOW));
  const id = 'attempt-ended-c-1';
  const tried = { receiverId: 'one', id, tries: 0, at: NOW, nextTryAt: after(NOW, hours(1)) };
  const failed = { ...tried, state: 'failed', status: 503, answer: 'no\u0000!' } as const;
  await saveTry(at.pool, at.site, failed);
  expect(await newestDeliveries(at.pool, at.site, 'one')).toMatchObject([
    { id, state: 'failed', tries: 1, status: 503, nextTryAt: null },
  ]);
  const again = await sendAgain(at.pool, at.site, 'one', id, NOW);
  expect(again).toMatchObject({ ok: true, value: { state: 'waiting', tries: 0 } });
  // Its tries are others by now.
  await saveTry(at.pool, at.site, { ...failed, tries: 1 });
  expect(await newestDeliveries(at.pool, at.site, 'one')).toMatchObject([{ state: 'waiting' }]);
  expect(await sendAgain(at.pool, at.site, 'one', 'gone', NOW)).toMatchObject({ ok: false });
  expect(await newestDeliveries(at.pool, at.site, 'gone')).toBeUndefined();
});
