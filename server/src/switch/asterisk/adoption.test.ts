import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { adoptAll } from './adoption.ts';
import { dropAgent } from './agent-legs.ts';
import { hangUp, hold } from './calls.ts';
import { lineOf } from './exchange.ts';
import { legId } from './leg-id.ts';
import { record } from './recordings.ts';
import { SITE, TestExchange } from './test-exchange.ts';

const [customer, agent, bridge] = (
  [
    ['customer', 'a1'],
    ['agent', 'ann'],
    ['call', 'a1'],
  ] as const
).map(([kind, owner]) => legId({ site: SITE, kind, owner, serial: 0 }));
const recorder = legId({ site: SITE, kind: 'recorder', owner: 'a1', serial: 7 });
const listener = legId({ site: SITE, kind: 'listener', owner: 'a1', serial: 8 });

const channel = (id: string | undefined, app_data = 'outpace-main') => ({
  id,
  protocol_id: '',
  name: 'PJSIP/main~trunk~carrier-00000001',
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { context: 'outpace-dial', exten: 's', app_name: 'Stasis', app_data },
  creationtime: '',
});

/** A switch with one recorded conversation on it. */
function talking(at: TestExchange): void {
  at.ari.answers.set('listChannels', () => [
    channel(customer),
    channel(agent),
    channel(recorder, 'outpace-main,record,main/2026-01/i1'),
    channel(listener),
  ]);
  at.ari.answers.set('listBridges', () => [
    { id: bridge, name: '', technology: '', bridge_type: 'mixing', channels: [customer, agent] },
  ]);
  at.ari.answers.set('variable', () => ({ value: '1' }));
}

const FOUND = [
  {
    of: 'attempt',
    attemptId: 'a1',
    state: 'talking',
    agentId: 'ann',
    isHeld: false,
    recording: 'paused',
  },
  { of: 'agent', agentId: 'ann' },
];

test('a new process takes over who talks, and can order them', async () => {
  const at = new TestExchange();
  talking(at);
  expect(await adoptAll(at.x, at.pool)).toEqual(FOUND);
  const asked = at.asked();
  expect(asked).toContain('subscribe outpace-main customer:a1');
  expect(asked).toContain('hangUp listener:a1');
  // Nobody knows any more whether the agent was muted: the screen says they are not.
  expect(asked).toContain('unmute agent:ann in');

  hold(at.x, { type: 'hold', attemptId: attemptId('a1'), held: true });
  expect(at.asked()).toEqual(['removeChannel call:a1 customer:a1', 'startMusic customer:a1']);
  dropAgent(at.x, { type: 'drop-agent', agentId: agentId('ann') });
  expect(at.asked()).toEqual(['hangUp agent:ann']);
});

test('the recording goes on under its name, paused if it was', async () => {
  const at = new TestExchange();
  talking(at);
  await adoptAll(at.x, at.pool);
  at.asked();
  const order = { type: 'record', attemptId: attemptId('a1'), announcement: 'none' } as const;
  const interactionId = at.x.recordings.get(attemptId('a1'))?.interactionId;
  expect(interactionId).toBe('i1');
  if (interactionId === undefined) return;
  record(at.x, { ...order, interactionId, what: 'pause' });
  expect(at.asked()).toEqual([]);
  record(at.x, { ...order, interactionId, what: 'resume' });
  expect(at.asked()[0]).toBe('unmuteRecording main/2026-01/i1');
});

test('the same process forgets who has gone, and repeats what was not heard', async () => {
  const at = new TestExchange();
  const [gone] = at.talking('a2', 'ben');
  const call = at.answered('a1');
  hangUp(at.x, { attemptId: call });
  at.ari.answers.set('listChannels', () => [channel(at.customerLeg(call))]);
  at.ari.answers.set('listBridges', () => []);
  at.asked();
  expect(await adoptAll(at.x, at.pool)).toMatchObject([{ attemptId: 'a1' }]);
  expect(at.x.calls.has(gone)).toBe(false);
  expect(lineOf(at.x, agentId('ben')).leg.phase).toBe('down');
  expect(at.asked()).toContain('hangUp customer:a1');
});

test('a recording that ended unseen is told as finished', async () => {
  const at = new TestExchange();
  talking(at);
  await adoptAll(at.x, at.pool);
  at.pass(seconds(10));
  at.ari.answers.set('listChannels', () => []);
  at.ari.answers.set('listBridges', () => []);
  await adoptAll(at.x, at.pool);
  expect(at.heard()).toEqual(['recording i1 main/2026-01/i1 finished 0']);
});

test('of two legs of one agent the known one stays', async () => {
  const at = new TestExchange();
  const ann = at.agentUp('ann');
  const leg = lineOf(at.x, ann).leg;
  const legName = leg.phase === 'up' ? leg.legId : '';
  const other = legId({ site: SITE, kind: 'agent', owner: 'ann', serial: 99 });
  at.ari.answers.set('listChannels', () => [channel(other), channel(legName)]);
  at.ari.answers.set('listBridges', () => []);
  at.asked();
  await adoptAll(at.x, at.pool);
  expect(lineOf(at.x, ann).leg).toEqual(leg);
  expect(at.ari.orders.findLast(({ name }) => name === 'hangUp')?.order).toEqual({
    channelId: other,
  });
});

test('whether a leg goes to a browser is known by its channel', async () => {
  const at = new TestExchange();
  const to = async (name: string): Promise<unknown> => {
    at.ari.answers.set('listChannels', () => [{ ...channel(agent), name }]);
    at.ari.answers.set('listBridges', () => []);
    at.x.lines.clear();
    await adoptAll(at.x, at.pool);
    return lineOf(at.x, agentId('ann')).leg;
  };
  expect(await to('PJSIP/main~agent~ann-00000001')).toMatchObject({ to: 'browser' });
  expect(await to('PJSIP/main~desk-00000001')).toMatchObject({ to: 'desk' });
});

test('channels that are taken count for the trunk', async () => {
  const at = new TestExchange({
    name: 'carrier',
    host: 'sip.carrier.example',
    callsPerSecond: 100,
    channels: 1,
  });
  at.ari.answers.set('listChannels', () => [channel(customer)]);
  at.ari.answers.set('listBridges', () => []);
  await adoptAll(at.x, at.pool);
  at.dial('a9');
  expect(at.heard()).toEqual(['originate-failed a9 all-trunks-busy']);
});
