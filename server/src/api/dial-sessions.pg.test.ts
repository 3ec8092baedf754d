import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { hours, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { PacingDecisions } from '@outpace/protocol/pacing.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PostgresDialerStore } from '../store/dialer-store.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let made: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  made = await addCampaign(app);
});
afterEach(() => app.reset());
afterAll(() => app.close());

const send = (act: string, body?: object, headers: Record<string, string> = {}) =>
  app.ask('supervisor', `/api/dial-sessions/${made.groupId}/${act}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  });

test.each<[act: string, body: object | undefined, command: object]>([
  ['start', {}, { type: 'start' }],
  ['start', { mode: 'progressive', multiplier: 2 }, { type: 'start', multiplier: 2 }],
  ['mode', { mode: 'progressive', multiplier: 3 }, { type: 'set-mode', multiplier: 3 }],
  [
    'target',
    { target: { kind: 'agent-wait', ms: 8_000 } },
    { type: 'set-target', target: { kind: 'agent-wait', ms: 8_000 } },
  ],
  ['stop', undefined, { type: 'stop' }],
  ['unload', undefined, { type: 'unload' }],
  ['force-unload', undefined, { type: 'force-unload' }],
  ['complete', undefined, { type: 'complete' }],
])('%s is the command of the console', async (act, body, command) => {
  expect((await send(act, body)).body).toEqual({ done: 'done' });
  const { groupId } = made;
  expect(app.dialer.supervisorCommands).toMatchObject([
    { by: 'supervisor', command: { ...command, groupId } },
  ]);
});

test.each<[why: string, target: object]>([
  ['a share above one', { kind: 'abandonment', share: 1.01 }],
  ['a time of nothing', { kind: 'agent-wait', ms: 0 }],
  ['more than an hour', { kind: 'distribution-time', ms: 3_600_001 }],
  ['a loss of nothing', { kind: 'maximum-gain', gain: 1, loss: 0 }],
  ['a target without its value', { kind: 'busy-factor' }],
  ['a target that is none', { kind: 'luck', share: 0.5 }],
])('%s is no target', async (_why, target) => {
  expect(await send('target', { target })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  expect(app.dialer.supervisorCommands).toEqual([]);
});

test('load takes the plan as it is saved', async () => {
  await send('load', { autoComplete: true });
  expect(app.dialer.supervisorCommands).toMatchObject([
    { command: { type: 'load', autoComplete: true, plan: { groupName: 'Renewals · Team' } } },
  ]);
  const gone = '/api/dial-sessions/gone/load';
  const refused = await app.ask('supervisor', gone, { body: { autoComplete: false } });
  expect(refused).toMatchObject({ status: 404, code: 'CAMPAIGN_GROUP_NOT_FOUND' });
});

test('the idempotency key is the command id', async () => {
  await send('stop', undefined, { 'idempotency-key': 'k-1' });
  await send('stop');
  const ids = app.dialer.supervisorCommands.map(({ commandId }) => commandId);
  expect(ids[0]).toBe('supervisor/k-1');
  expect(ids[1]).toMatch(/^supervisor\/[0-9a-f-]{36}$/);
  const bad = await send('stop', undefined, { 'idempotency-key': 'a key with blanks' });
  expect(bad.code).toBe('BAD_REQUEST');
});

test('the refusals of the engine come with their status', async () => {
  app.dialer.outcome = fail(refusal('GROUP_RUNNING'));
  expect(await send('unload')).toMatchObject({ status: 409, code: 'GROUP_RUNNING' });
});

test('the decisions of a span, for supervisors only', async () => {
  app.dialer.at = instant(10_000);
  const row = { mode: 'predictive', ready: 1, waiting: 0, inAir: 2, wanted: 3, opened: 3 } as const;
  app.dialer.decided = [1_000, 2_000, 3_000].map((at) => ({ ...row, at, bound: 'risk' }));
  const url = `/api/dial-sessions/${made.groupId}/decisions`;
  expect((await app.ask('supervisor', `${url}?from=2000&to=2500`)).body).toEqual({
    rows: [{ ...row, at: 2_000, bound: 'risk' }],
  });
  expect((await app.ask('supervisor', url)).body).toMatchObject({ rows: [{}, {}, {}] });
  expect((await app.ask('supervisor', `${url}?from=yesterday`)).code).toBe('BAD_REQUEST');
  expect((await app.ask('agent', url)).code).toBe('FORBIDDEN');
});

test('decisions of a process that is gone come before those of this one', async () => {
  const now = Date.UTC(2026, 0, 6, 9);
  const row = {
    mode: 'predictive',
    ready: 1,
    waiting: 0,
    inAir: 2,
    wanted: 3,
    bound: 'risk',
  } as const;
  const rowAt = (agoMs: number, opened: number) => ({ ...row, at: now - agoMs, opened });
  const groupId = campaignGroupId(made.groupId);
  const old = [rowAt(hours(25), 1), rowAt(hours(2), 2), rowAt(hours(2) - 4_000, 3)];
  const rows = [...old, rowAt(minutes(3), 4), rowAt(minutes(3) - 4_000, 5)];
  const store = new PostgresDialerStore(app.pool, app.site, { plan: async () => undefined });
  await store.takeSite();
  await store.keepDecisions([{ groupId, rows }], undefined);
  app.dialer.at = instant(now);
  app.dialer.decidesSince = instant(now - minutes(2));
  app.dialer.decided = [rowAt(minutes(1), 6)];
  const opened = async (query: string): Promise<number[]> => {
    const url = `/api/dial-sessions/${made.groupId}/decisions`;
    const { body } = await app.ask<PacingDecisions>('supervisor', `${url}${query}`);
    return body.rows.map((each) => each.opened);
  };
  // Those of two hours ago are one row by now, and those of yesterday are gone.
  expect(await opened('')).toEqual([5, 4, 5, 6]);
  expect(await opened(`?from=${now - minutes(3) + 1}`)).toEqual([5, 6]);
  expect(await opened(`?to=${now - minutes(3)}`)).toEqual([5, 4]);
});

test('all sessions and agents as they are', async () => {
  app.dialer.load(made.groupId);
  expect((await app.ask('supervisor', '/api/dial-sessions')).body).toMatchObject({
    sessions: [{ groupId: made.groupId }],
    agents: [],
  });
});
