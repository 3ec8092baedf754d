import { recordId } from '@outpace/engine/basics/ids.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AnsweredByHand } from './answered-by-hand.ts';
import { Api } from './api.ts';
import { ApiAgent } from './api-agent.ts';
import { serveDemo } from './served.ts';

/*
 * What an agent cannot do while their line is held for somebody, each by what the screen is told,
 * by the socket and over REST; and each once the contact is there.
 */

const carrier = new AnsweredByHand();
let server: RunningServer;
let supervisor: Api;
let agent: ApiAgent;
let campaign: string;

beforeAll(async () => {
  server = await serveDemo(carrier, async (pool) => {
    await pool.query(
      `update campaigns set settings = jsonb_set(settings, '{delivery}', '{"kind":"auto-answer"}')`,
    );
    await pool.query(
      `update campaign_groups set assured = '{"of":"everybody"}' where name like 'Summer%'`,
    );
  });
  supervisor = await Api.enter(server.url, 'supervisor');
  const groups =
    await supervisor.get<readonly { id: string; name: string }[]>('/api/campaign-groups');
  campaign = `/api/dial-sessions/${groups.find(({ name }) => name.startsWith('Summer'))?.id}`;
  agent = new ApiAgent(await Api.enter(server.url, 'agent'));
  await agent.logOn();
  await supervisor.post(`${campaign}/load`, { autoComplete: false });
  await agent.until('it is loaded', ({ notices }) => notices.some(({ kind }) => kind === 'loaded'));
  await supervisor.post(`${campaign}/start`, {});
});

afterAll(async () => {
  agent?.vanish();
  await server?.close();
});

beforeEach(() => agent.clearDesk());

async function engaged(): Promise<void> {
  expect(await agent.byRest({ type: 'set-ready' })).toEqual({ done: 'done' });
  await agent.until('somebody rings', (view) => view.interaction?.engaging?.call === 'ringing');
}

async function merged(): Promise<void> {
  await carrier.answers();
  await agent.until('they are connected', (view) => view.interaction?.phase === 'connected');
}

type Acts = AgentView['status']['actions'] & NonNullable<AgentView['interaction']>['actions'];

/** Noon tomorrow, where the contact is. */
function tomorrow(zone: string): string {
  const day = Temporal.Now.zonedDateTimeISO(zone).add({ days: 1 }).toPlainDate();
  return `${day}T12:00`;
}

const target = { kind: 'number', phone: '+12125550199' } as const;
const here = () => ({ interactionId: agent.interaction.id });
const record = () => ({ kind: 'record', recordId: recordId(agent.interaction.recordId) }) as const;

function rescheduled(): AgentCommandBody {
  const { zone } = agent.interaction;
  const callback = {
    time: { local: tomorrow(zone), zone },
    kind: 'campaign',
    to: record(),
  } as const;
  return { type: 'save-draft', ...here(), draft: { ...EMPTY_DRAFT, callback } };
}

const ended = async (): Promise<void> => {
  await agent.byRest({ type: 'end-call', ...here() });
  await agent.until('it has ended', (view) => view.interaction?.phase === 'wrap-up');
};

/** A call of one's own is for an agent who holds nothing. */
const finished = async (): Promise<void> => agent.clearDesk();
const atOnce = async (): Promise<void> => {};

const HELD = {
  code: 'ENGAGED',
  message:
    'Your line is held for a contact: wait until they are connected or the attempt has ended.',
};

// biome-ignore format: a table is read in columns.
test.each<[act: string, action: keyof Acts, command: () => AgentCommandBody, before: () => Promise<void>, after: string]>([
  ['reschedule',      'reschedule',      rescheduled,                                                              atOnce,   'done'],
  ['set call result', 'set-call-result', () => ({ type: 'save-draft', ...here(), draft: { ...EMPTY_DRAFT, callResult: 'wrong-party' } }), atOnce, 'done'],
  ['release',         'end-call',        () => ({ type: 'end-call', ...here() }),                                  atOnce,   'done'],
  ['transfer',        'transfer',        () => ({ type: 'transfer', ...here(), target }),                          atOnce,   'done'],
  ['consultation',    'consult',         () => ({ type: 'consult', ...here(), target }),                           atOnce,   'done'],
  ['conference',      'conference',      () => ({ type: 'conference', ...here(), target }),                        atOnce,   'done'],
  ['recall',          'recall',          () => ({ type: 'recall', ...here(), to: record() }),                      ended,    'done'],
  ['log off voice',   'log-off',         () => ({ type: 'log-off' }),                                              atOnce,   'waiting'],
  ['hold',            'hold',            () => ({ type: 'hold', ...here(), held: true }),                          atOnce,   'done'],
  ['new call',        'new-call',        () => ({ type: 'call-number', phone: target.phone }),                     finished, 'done'],
])('%s waits for the contact', async (_act, action, command, before, after) => {
  await engaged();
  const { view } = agent;
  const shown = { ...view.status.actions, ...agent.interaction.actions };
  expect(shown[action]).toBe('ENGAGED');
  expect(await agent.bySocket(command())).toMatchObject(HELD);
  expect(await agent.byRest(command())).toMatchObject(HELD);
  // Nothing has come of it: the same contact is rung for the same line.
  expect(agent.view).toEqual(view);
  await merged();
  await before();
  expect(await agent.byRest(command())).toEqual({ done: after });
  if (action === 'log-off') await agent.byRest({ type: 'cancel-log-off' });
});

test('a command that is sent twice is done once, by whichever way', async () => {
  await engaged();
  await merged();
  const hold = { type: 'hold', ...here(), held: true } as const;
  const headers = { 'idempotency-key': 'once' };
  expect(await agent.api.post('/api/me/commands', hold, headers)).toEqual({ done: 'done' });
  await agent.byRest({ ...hold, held: false });
  expect(await agent.api.post('/api/me/commands', hold, headers)).toEqual({ done: 'done' });
  expect(agent.interaction.phase).toBe('connected');
});

test('a supervisor releases the agent, who is told, and it is kept who did', async () => {
  await engaged();
  const { agentId } = agent.view;
  const release = `/api/agents/${agentId}/release`;
  expect(await agent.api.post(release)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await supervisor.post(release)).toEqual({ done: 'done' });
  await agent.until('they are told', (view) => view.status.reason === 'released');
  expect(agent.view.lastOutcome?.result).toBe('dropped-on-no-answer');
  expect(await supervisor.post(release)).toMatchObject({ code: 'NOT_ENGAGED' });
  const { rows } = await server.pool.query(
    `select subject, by from audit where what = 'agent-released'`,
  );
  expect(rows).toEqual([{ subject: agentId, by: expect.any(String) }]);
});

test('exit waits for the contact: refused, and a lost socket keeps the line', async () => {
  await engaged();
  expect(agent.view.status.actions.exit).toBe('ENGAGED');
  expect(await agent.api.post('/api/sign-out')).toMatchObject(HELD);
  const { id } = agent.interaction;
  agent.vanish();
  await agent.logOn();
  expect(agent.interaction).toMatchObject({ id, phase: 'engaging' });
  await merged();
  expect(await agent.api.post('/api/sign-out')).toEqual({ done: 'done' });
  // Nobody is at the desk, and who talks is kept.
  const { agentId } = agent.view;
  type Row = { readonly agentId: string; readonly phase: string };
  const now = await supervisor.get<{ readonly agents: readonly Row[] }>('/api/dial-sessions');
  expect(now.agents).toMatchObject([{ agentId, phase: 'talking' }]);
});
