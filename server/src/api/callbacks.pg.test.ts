import { agentId, type ChainId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { RecordType } from '@outpace/engine/calling-lists/record.ts';
import type { CallbackList } from '@outpace/protocol/callbacks.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addChain, addPromise } from '../store/test-site.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let made: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  made = await addCampaign(app);
});
beforeEach(() => {
  app.dialer.at = instant(Date.UTC(2026, 5, 1, 15, 0));
});
afterEach(async () => {
  app.reset();
  await app.pool.query('truncate chains, records, dial_queue, leases');
});
afterAll(() => app.close());

type Promised = {
  readonly dueAt: string;
  readonly by?: string | null;
  readonly type?: RecordType;
  readonly isClosed?: boolean;
};

/** Somebody with two numbers, of whom the second is promised. */
async function promise({ dueAt, by = 'agent', ...more }: Promised): Promise<ChainId> {
  const { type = 'personal-callback', isClosed = false } = more;
  const phones = ['+12125550120', '+12125550121'];
  const id = await addChain(app.pool, app.site, { listId: made.list.id, phones, isClosed });
  const groupId = made.groupId;
  await addPromise(app.pool, app.site, {
    chainId: id,
    place: 1,
    dueAt,
    groupId,
    agentId: by,
    type,
  });
  return id;
}

const mine = async () => (await app.ask<CallbackList>('agent', '/api/my-callbacks')).body;
const post = (as: 'agent' | 'supervisor', url: string, body?: object) =>
  app.ask(as, `/api/callbacks/${url}`, { method: 'POST', ...(body === undefined ? {} : { body }) });

test('mine are listed with how they stand, the oldest first, the missed among them', async () => {
  const due = await promise({ dueAt: '2026-06-01T15:30:00Z', type: 'campaign-callback' });
  const overdue = await promise({ dueAt: '2026-06-01T14:50:00Z' });
  const missed = await promise({ dueAt: '2026-05-29T14:00:00Z', type: 'personal-rescheduled' });
  await promise({ dueAt: '2026-06-01T15:30:00Z', by: 'other' });
  await promise({ dueAt: '2026-06-01T15:30:00Z', by: null, type: 'campaign-callback' });
  await promise({ dueAt: '2026-06-01T15:30:00Z', isClosed: true });
  await promise({ dueAt: '2026-06-01T15:30:00Z', type: 'general' });
  app.dialer.workedOn.add(overdue);
  const { callbacks, changesAt } = await mine();
  expect(callbacks.map(({ chainId, standing, kind }) => [chainId, standing, kind])).toEqual([
    [missed, 'missed', 'personal'],
    [overdue, 'overdue', 'personal'],
    [due, 'due', 'campaign'],
  ]);
  expect(callbacks.map(({ isWorkedOn }) => isWorkedOn)).toEqual([false, true, false]);
  // What is overdue is missed at the end of the quarter of an hour.
  expect(changesAt).toBe(Date.UTC(2026, 5, 1, 15, 5));
  expect(callbacks[0]).toMatchObject({
    contactName: 'Somebody',
    campaignName: 'Renewals',
    promisedBy: { agentId: 'agent', name: 'One agent' },
    zone: 'America/New_York',
    phone: '+12125550121',
    numbers: [{ phone: '+12125550120' }, { phone: '+12125550121' }],
  });
});

test('nothing of mine ever changes by time alone when nothing is promised', async () => {
  expect(await mine()).toEqual({ callbacks: [], changesAt: null });
});

test('a supervisor sees those of the site, in hand or not; an agent does not', async () => {
  const waiting = await promise({ dueAt: '2026-06-01T15:30:00Z', by: 'other' });
  const inHand = await promise({ dueAt: '2026-06-01T15:40:00Z', by: null });
  await app.pool.query('delete from dial_queue where chain_id = $1::bigint', [inHand]);
  await app.pool.query(
    "insert into leases values ($1, $2::bigint, 'g', 1, now() + interval '1 hour', 1)",
    [app.site, inHand],
  );
  const { body } = await app.ask<CallbackList>('supervisor', '/api/callbacks');
  expect(body.callbacks.map(({ chainId }) => chainId)).toEqual([waiting, inHand]);
  expect((await app.ask('agent', '/api/callbacks')).code).toBe('FORBIDDEN');
});

test('a promise of a group that is gone is listed, and nobody calls', async () => {
  const id = await promise({ dueAt: '2026-06-01T14:00:00Z' });
  await app.pool.query("update chains set promised_in = 'gone' where id = $1::bigint", [id]);
  const { callbacks } = await mine();
  expect(callbacks).toMatchObject([{ chainId: id, campaignName: null, standing: 'missed' }]);
});

test('it may be handed to who works for the campaign', async () => {
  const id = await promise({ dueAt: '2026-06-01T15:30:00Z' });
  const { body } = await app.ask('agent', `/api/callbacks/${id}/agents`);
  expect(body).toEqual({ agents: [{ agentId: 'agent', name: 'One agent' }] });
  const none = await app.ask('agent', '/api/callbacks/999999/agents');
  expect(none).toMatchObject({ status: 404, code: 'CALLBACK_GONE' });
});

const time = { local: '2026-06-01T16:30', zone: 'America/New_York' };
const wish = (to: object) => ({ time, kind: 'personal', to });

test.each<[act: string, body: object | undefined, change: object]>([
  ['cancel', undefined, { type: 'cancel' }],
  ['hand-over', { to: 'ben' }, { type: 'hand-over', to: 'ben' }],
  ['hand-over', { to: null }, { type: 'hand-over', to: undefined }],
  [
    'move',
    wish({ kind: 'new-number', phone: '+1 212 555 0123' }),
    { type: 'move', wish: { time, to: { kind: 'new-number', phone: '+12125550123' } } },
  ],
])('%s is a change of the engine, of mine alone', async (act, body, change) => {
  const id = await promise({ dueAt: '2026-06-01T15:30:00Z' });
  expect((await post('agent', `${id}/${act}`, body)).body).toEqual({ done: 'done' });
  expect((await post('supervisor', `${id}/${act}`, body)).body).toEqual({ done: 'done' });
  expect(app.dialer.chainCommands).toMatchObject([
    {
      by: 'agent',
      wish: {
        type: 'change-callback',
        chainId: id,
        change,
        owner: agentId('agent'),
        plan: { groupId: made.groupId, callbacks: { waitMs: 900_000 } },
        members: [agentId('agent')],
      },
    },
    { by: 'supervisor', wish: { owner: undefined } },
  ]);
});

test('a number that is none never comes to the engine', async () => {
  const body = wish({ kind: 'new-number', phone: '5550123' });
  expect((await post('agent', '7/move', body)).code).toBe('NUMBER_INVALID');
  expect(app.dialer.chainCommands).toEqual([]);
});

test('what is refused comes with the next time that is allowed', async () => {
  const instead = { local: '2026-06-02T08:00', zone: 'America/New_York', reading: undefined };
  app.dialer.outcome = fail({ ...refusal('CALLBACK_OUTSIDE_WINDOW'), instead });
  const answer = await post('agent', '7/move', wish({ kind: 'record', recordId: '1' }));
  const offered = { local: '2026-06-02T08:00', zone: 'America/New_York' };
  expect(answer).toMatchObject({ status: 409, body: { instead: offered } });
});
