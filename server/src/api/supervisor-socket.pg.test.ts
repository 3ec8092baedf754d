import { agentId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestApp, type TestSocket } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

const PATH = '/api/supervisor-socket';
const hello = { type: 'hello', protocol: 1 };
const group = campaignGroupId('group-1');

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterEach(() => app.reset());
afterAll(() => app.close());

const greeted = async (as: 'supervisor' | 'administrator' = 'supervisor'): Promise<TestSocket> => {
  const console = await (await app.socket(as, PATH)).opened();
  console.send(hello);
  return console;
};

test.each([
  ['nobody', undefined, 401, 'NOT_SIGNED_IN'],
  ['an agent', 'agent', 403, 'FORBIDDEN'],
] as const)('%s gets no console', async (_who, as, status, code) => {
  expect(await (await app.socket(as, PATH)).refused).toMatchObject({ status, body: { code } });
});

test('a snapshot first, then what changed, one version after the other', async () => {
  app.dialer.load(group);
  const console = await greeted('administrator');
  expect(await console.next('snapshot')).toMatchObject({
    version: 1,
    sessions: [{ groupId: group, phase: 'active' }],
    agents: [],
  });
  app.dialer.load(group, { phase: 'running' });
  app.dialer.agentLoggedOn({ agentId: agentId('agent'), name: 'One', groupIds: [] });
  app.hub.agentChanged(agentId('agent'));
  expect(await console.next('changed')).toMatchObject({
    version: 2,
    sessions: [{ groupId: group, phase: 'running' }],
    agents: [{ agentId: 'agent' }],
  });
  app.dialer.unload(group);
  expect(await console.next('changed')).toMatchObject({
    version: 3,
    sessions: [],
    sessionsGone: [group],
  });
});

test('what did not change is not sent', async () => {
  app.dialer.load(group);
  const console = await greeted();
  await console.next('snapshot');
  app.hub.sessionChanged(group);
  app.dialer.load(group, { multiplier: 2 });
  expect(await console.next('changed')).toMatchObject({
    version: 2,
    sessions: [{ multiplier: 2 }],
  });
});

test('two consoles see the same, each with its own versions', async () => {
  const first = await greeted();
  await first.next('snapshot');
  app.dialer.load(group);
  await first.next('changed');
  const second = await greeted();
  expect(await second.next('snapshot')).toMatchObject({ version: 1, sessions: [{}] });
  app.dialer.load(group, { phase: 'unloading' });
  expect(await first.next('changed')).toMatchObject({ version: 3 });
  expect(await second.next('changed')).toMatchObject({ version: 2 });
});

test('a group is loaded with the plan that the database holds', async () => {
  const { groupId } = await addCampaign(app);
  const console = await greeted();
  const command = { type: 'load', groupId, autoComplete: true };
  console.send({ type: 'command', id: 'c-1', command });
  expect(await console.next('reply')).toEqual({ type: 'reply', id: 'c-1', ok: true });
  expect(app.dialer.supervisorCommands).toMatchObject([
    {
      by: 'supervisor',
      commandId: 'supervisor/c-1',
      command: { type: 'load', autoComplete: true, plan: { groupId, campaignName: 'Renewals' } },
    },
  ]);
});

test('a missing group cannot be loaded, and the engine’s refusals come through', async () => {
  const console = await greeted();
  const load = { type: 'load', groupId: 'gone', autoComplete: false };
  console.send({ type: 'command', id: 'c-1', command: load });
  expect(await console.next('reply')).toMatchObject({
    ok: false,
    code: 'CAMPAIGN_GROUP_NOT_FOUND',
  });
  app.dialer.outcome = fail(refusal('GROUP_NOT_LOADED', 'group-1'));
  console.send({ type: 'command', id: 'c-2', command: { type: 'start', groupId: 'group-1' } });
  expect(await console.next('reply')).toEqual({
    type: 'reply',
    id: 'c-2',
    ok: false,
    code: 'GROUP_NOT_LOADED',
    message: 'The campaign group is not loaded. Load it first.',
    detail: 'group-1',
  });
});

test('what is not in the protocol is refused', async () => {
  const console = await (await app.socket('supervisor', PATH)).opened();
  console.send({ type: 'command', id: 'c-1', command: { type: 'stop', groupId: 'group-1' } });
  expect(await console.next('refused')).toMatchObject({ code: 'BAD_MESSAGE' });
  console.send(hello);
  await console.next('snapshot');
  const command = { type: 'set-mode', groupId: 'g', mode: 'progressive', multiplier: 11 };
  console.send({ type: 'command', id: 'c-2', command });
  expect(await console.next('refused')).toMatchObject({ code: 'BAD_MESSAGE' });
  console.send({ type: 'ping' });
  expect((await console.next('pong')).type).toBe('pong');
  console.send({ type: 'hello', protocol: 0 });
  expect(await console.closed).toBe(4000);
});
