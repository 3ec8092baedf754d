import { must } from '@outpace/engine/basics/assert.ts';
import type { ListRecords } from '@outpace/protocol/calling-lists.ts';
import { signature } from '@outpace/server/jobs/webhook-signature.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import type { Received } from '@outpace/server/outside/test-receiver.ts';
import { TestReceiver } from '@outpace/server/outside/test-receiver.ts';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnsweredByHand } from './answered-by-hand.ts';
import { Api } from './api.ts';
import { ApiAgent } from './api-agent.ts';
import { serveDemo } from './served.ts';

/*
 * The whole way of a delegation: a dial that ends busy, the webhook to whoever is outside, the
 * person given back by the API, and what the chain lives then.
 */

const carrier = new AnsweredByHand();
let receiver: TestReceiver;
let server: RunningServer;
let outside: Api;
let agent: ApiAgent;
let secret: string;
let listId: string;

/** Without a word to it a group that has nobody left asks again within a minute. */
const AT_ONCE = { timeout: 20_000 };

const TREATMENTS = [
  { on: { by: 'call-result', result: 'busy' }, action: 'delegate', returnAfterMs: 3_600_000 },
  {
    on: { by: 'call-result', result: 'busy' },
    sequence: 2,
    action: 'redial',
    intervalMs: 1_800_000,
    incrementMs: 0,
    cycleAttempts: 1,
  },
];

/** Two people to call, in their order, and a plan that gives whoever is busy away. */
async function prepare(pool: Pool): Promise<void> {
  await pool.query(
    `update campaigns set settings = settings || jsonb_build_object(
       'delivery', '{"kind":"auto-answer"}'::jsonb, 'treatments', $1::jsonb)`,
    [JSON.stringify(TREATMENTS)],
  );
  await pool.query(
    `delete from dial_queue where chain_id not in
       (select chain_id from dial_queue order by chain_id limit 2)`,
  );
}

beforeAll(async () => {
  receiver = await TestReceiver.open();
  server = await serveDemo(carrier, prepare, { OUTPACE_OUTSIDE_HOSTS: receiver.host });
  const administrator = await Api.enter(server.url, 'administrator');
  const added = await administrator.post('/api/webhook-receivers', {
    name: 'CRM',
    url: receiver.url(),
    events: ['chain-delegated'],
    enabled: true,
  });
  secret = must(added.secret, 'the secret of the receiver');
  outside = await Api.enter(server.url, 'supervisor');
  const lists = await administrator.get<readonly { id: string }[]>('/api/calling-lists');
  listId = must(lists[0], 'the list of the demo').id;
  const groups = await outside.get<readonly { id: string; name: string }[]>('/api/campaign-groups');
  const group = must(
    groups.find(({ name }) => name.startsWith('Summer')),
    'a group',
  );
  agent = new ApiAgent(await Api.enter(server.url, 'agent'));
  await agent.logOn();
  await outside.post(`/api/dial-sessions/${group.id}/load`, { autoComplete: false });
  await agent.until('it is loaded', ({ notices }) => notices.some(({ kind }) => kind === 'loaded'));
  await outside.post(`/api/dial-sessions/${group.id}/start`, {});
  await agent.byRest({ type: 'set-ready' });
});

afterAll(async () => {
  agent?.vanish();
  await server?.close();
  await receiver?.close();
});

/** The row of a person's number as everybody may read it. */
async function recordOf(chainId: string): Promise<ListRecords['records'][number]> {
  const api = await Api.enter(server.url, 'administrator');
  const { records } = await api.get<ListRecords>(`/api/calling-lists/${listId}/records?limit=10`);
  return must(
    records.find((record) => record.chainId === chainId),
    `a record of ${chainId}`,
  );
}

async function told(count: number): Promise<Received> {
  await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(count);
  return must(receiver.received.at(-1), 'a webhook');
}

let chainId: string;

test('whoever is busy is given away, and a signed webhook tells whoever is outside', async () => {
  await carrier.ends('busy');
  const { headers, body } = await told(1);
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp } = headers;
  const signed = { id, timestamp: Number(timestamp), body };
  expect(headers['webhook-signature']).toBe(signature(secret, signed));
  const { type, data: given } = JSON.parse(body);
  chainId = given.chainId;
  expect([type, given.on, given.record.callResult]).toEqual([
    'chain-delegated',
    { by: 'call-result', result: 'busy' },
    'busy',
  ]);
  expect(given.links.reschedule).toBe(`/api/chains/${chainId}/reschedule`);
  expect(await recordOf(chainId)).toMatchObject({ recordStatus: 'delegated', attempts: 1 });
});

test('nobody else is kept waiting, and nobody calls whom it has', async () => {
  // The second and last person of the list.
  await carrier.ends('no-answer');
  await expect.poll(() => agent.view.status.phase, { timeout: 60_000 }).toBe('ready');
  expect(carrier.dialed).toBe(2);
});

test('given back, the person is called again at once, and the next rule has its turn', async () => {
  const back = `/api/chains/${chainId}/reschedule`;
  const once = { 'idempotency-key': 'given-back' };
  expect(await outside.post(back, {}, once)).toEqual({ done: 'done' });
  // Whoever has lost the answer asks again, and nothing comes of it.
  expect(await outside.post(back, {}, once)).toEqual({ done: 'done' });
  await expect.poll(() => carrier.dialed, AT_ONCE).toBe(3);
  expect(await outside.post(back, {})).toMatchObject({ code: 'RECORD_BUSY' });
  const endedAt = Date.now();
  await carrier.ends('busy');
  await expect.poll(async () => (await recordOf(chainId)).attempts, { timeout: 60_000 }).toBe(2);
  const record = await recordOf(chainId);
  expect(record).toMatchObject({ recordStatus: 'ready', recordType: 'campaign-rescheduled' });
  const wait = Date.parse(must(record.dueAt ?? undefined, 'a due time')) - endedAt;
  expect(Math.abs(wait - 1_800_000)).toBeLessThan(60_000);
  expect(receiver.received).toHaveLength(1);
});

test('finished by the program outside, the person is called no more', async () => {
  expect(await outside.post(`/api/chains/${chainId}/finish`)).toEqual({ done: 'done' });
  expect(await recordOf(chainId)).toMatchObject({ recordStatus: 'updated', attempts: 2 });
  const late = await outside.post(`/api/chains/${chainId}/reschedule`, {});
  expect(late).toMatchObject({ code: 'RECORD_GONE' });
});

test('whom the program adds is called at once, and once for one key', async () => {
  const { dialed } = carrier;
  const person = { contactName: 'Tom Okafor', numbers: [{ phone: '+12125550177' }] };
  const add = () =>
    outside.post(`/api/calling-lists/${listId}/chains`, person, { 'idempotency-key': 'tom' });
  const added = await add();
  await expect.poll(() => carrier.dialed, AT_ONCE).toBe(dialed + 1);
  expect(await add()).toEqual(added);
  // While it rings, and once it is over and waits for nobody.
  const chain = must(added.chainId, 'the chain that was added');
  const change = { fields: { job: 'pilot' } };
  expect(await outside.put(`/api/chains/${chain}/fields`, change)).toEqual({ done: 'done' });
  await carrier.ends('no-answer');
  await expect.poll(() => agent.view.status.phase, { timeout: 60_000 }).toBe('ready');
  expect(carrier.dialed).toBe(dialed + 1);
  const { rows } = await server.pool.query('select fields from records where chain_id = $1', [
    chain,
  ]);
  expect(rows).toEqual([{ fields: { job: 'pilot' } }]);
  const gone = await outside.put(`/api/chains/${chain}/fields`, change);
  expect(gone).toMatchObject({ code: 'RECORD_GONE' });
});
