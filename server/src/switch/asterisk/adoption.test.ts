import { agentId, attemptId, interactionId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import type { CallTarget } from '@outpace/engine/interactions/third-party.ts';
import { describe, expect, test } from 'vitest';
import { adoptAll } from './adoption.ts';
import { dropAgent, onAgentLegUp, raiseAgent } from './agent-legs.ts';
import type { Bridge, Channel } from './ari-types.ts';
import { hangUp, hold, mute } from './calls.ts';
import { consult, onThirdAnswered, transfer } from './consultation.ts';
import { answeredCall, lineOf } from './exchange.ts';
import { joinAgents } from './internal-calls.ts';
import { parseLegId } from './leg-id.ts';
import { onRecordingStarted, record } from './recordings.ts';
import { onSpyUp } from './spies.ts';
import { supervise } from './supervision.ts';
import { channelOf, nameOf, refusedWith, TestExchange } from './test-exchange.ts';

const [customer, agent, bridge] = [
  nameOf('customer', 'a1'),
  nameOf('agent', 'ann'),
  nameOf('call', 'a1'),
] as const;
const recorder = nameOf('recorder', 'a1', 7);
const listener = nameOf('listener', 'a1', 8);

const channel = (id: string, app_data = 'outpace-main'): Channel =>
  channelOf(id, {
    dialplan: { context: 'outpace-dial', exten: 's', app_name: 'Stasis', app_data },
  });
const bridgeWith = (id: string, channels: readonly string[]): Bridge => ({
  id,
  name: '',
  technology: '',
  bridge_type: 'mixing',
  channels: [...channels],
});

/** A switch with one recorded conversation on it. */
function talking(at: TestExchange): void {
  at.ari.answers.set('listChannels', () => [
    channel(customer),
    channel(agent),
    channel(recorder, 'outpace-main,record,main/2026-01/i1_a1'),
    channel(listener),
  ]);
  at.ari.answers.set('listBridges', () => [bridgeWith(bridge, [customer, agent])]);
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
  expect(at.asked()[0]).toBe('unmuteRecording main/2026-01/i1_a1');
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
  expect(at.heard()).toEqual(['recording a1 i1 main/2026-01/i1_a1 finished 0']);
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, isKnown: boolean, isThere: boolean]>([
  ['of an earlier process, and has gone',   false, false],
  ['of an earlier process, and hears it',   false, true],
  ['of this one, and has gone',             true,  false],
])('who was told the message in the gap is said to hear it: %s', async (_what, isKnown, isThere) => {
  const at = new TestExchange();
  const call = isKnown ? at.dial() : attemptId('a1');
  const context = { context: 'outpace-orphan', exten: 's', app_name: 'Playback', app_data: '' };
  const leg = channelOf(customer, { dialplan: context });
  at.ari.answers.set('listChannels', () => (isThere ? [leg] : []));
  at.ari.answers.set('listBridges', () => []);
  at.ari.answers.set('globalVariable', () => ({ value: '1' }));
  at.asked();
  expect(await adoptAll(at.x, at.pool, isKnown ? [] : [call])).toEqual([
    {
      of: 'attempt',
      attemptId: call,
      state: 'message',
      agentId: undefined,
      isHeld: false,
      recording: 'off',
    },
  ]);
});

test('of two legs of one agent the known one stays', async () => {
  const at = new TestExchange();
  const ann = at.agentUp('ann');
  const leg = lineOf(at.x, ann).leg;
  const legName = leg.phase === 'up' ? leg.legId : '';
  const other = nameOf('agent', 'ann', 99);
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

describe('what happened while nobody listened', () => {
  const number = parsePhoneNumber('+12025550144');
  const toNumber: CallTarget = { kind: 'number', phone: number.ok ? number.value : ('' as never) };
  const toBen: CallTarget = { kind: 'agent', agentId: agentId('ben') };

  /** The connection is back, and this is what is there, and who is together. */
  async function back(at: TestExchange, legs: readonly string[], together: readonly string[]) {
    at.ari.answers.set('listChannels', () => legs.map((id) => channelOf(id)));
    at.ari.answers.set('listBridges', () => [bridgeWith(nameOf('call', 'a1'), together)]);
    at.asked();
    at.heard();
    await adoptAll(at.x, at.pool);
  }

  function asking(order: typeof consult, target: CallTarget) {
    const at = new TestExchange();
    const [call] = at.talking();
    const legs = [at.customerLeg(call), at.legOf('agent')] as const;
    order(at.x, { attemptId: call, target });
    return { at, call, legs, third: at.legOf(target.kind === 'number' ? 'third' : 'agent') };
  }

  test('a third party has answered', async () => {
    const { at, legs, third } = asking(consult, toNumber);
    await back(at, [...legs, third], [legs[1]]);
    expect(at.heard()).toEqual(['consultation a1 answered']);
    expect(at.asked()).toContain('addChannel call:a1 third:a1');
  });

  test('whom a call is passed on to has answered, and has it', async () => {
    const { at, legs, third } = asking(transfer, toNumber);
    await back(at, [...legs, third], legs);
    expect(at.heard()).toEqual(['consultation a1 answered', 'call-transferred a1 ']);
    expect(at.asked()).toEqual(
      expect.arrayContaining(['addChannel call:a1 third:a1', 'startMusic agent:ann']),
    );
  });

  test('a third party has gone, and the customer is back', async () => {
    const { at, call, legs, third } = asking(consult, toNumber);
    onThirdAnswered(at.x, call, third);
    await back(at, legs, [legs[1]]);
    expect(at.heard()).toEqual(['consultation a1 ended']);
    expect(at.asked()).toContain('addChannel call:a1 customer:a1');
  });

  test('whom the call was handed over to has gone: nobody is left to talk with', async () => {
    const { at, call, legs, third } = asking(transfer, toNumber);
    onThirdAnswered(at.x, call, third);
    await back(at, legs, [legs[0]]);
    expect(at.heard()).toEqual(['consultation a1 ended']);
    expect(at.asked()).toContain('hangUp customer:a1');
  });

  test('an agent who was asked has answered', async () => {
    const { at, legs, third } = asking(consult, toBen);
    await back(at, [...legs, third], [legs[1]]);
    expect(at.heard()).toEqual(['consultation a1 answered']);
    expect(at.asked()).toContain('addChannel call:a1 agent:ben');
  });

  test('an agent who was asked has gone', async () => {
    const { at, call, legs, third } = asking(consult, toBen);
    onAgentLegUp(at.x, agentId('ben'), third);
    expect(answeredCall(at.x, call)?.talk.third?.isUp).toBe(true);
    await back(at, legs, [legs[1]]);
    expect(at.heard()).toEqual(['consultation a1 ended']);
  });

  test('a third party still rings, and is waited for', async () => {
    const { at, call, legs, third } = asking(consult, toNumber);
    at.ari.answers.set('listChannels', () => [
      ...legs.map((id) => channelOf(id)),
      channelOf(third, { state: 'Ringing' }),
    ]);
    at.ari.answers.set('listBridges', () => [bridgeWith(bridge, [legs[1]])]);
    at.heard();
    await adoptAll(at.x, at.pool);
    expect(at.heard()).toEqual([]);
    expect(answeredCall(at.x, call)?.talk.third).toMatchObject({ isUp: false });
  });

  const live = { name: 'x', format: 'wav', target_uri: 'channel:x', state: 'recording' };
  // biome-ignore format: a table is read in columns.
  test.each<[what: string, isThere: boolean, isLive: boolean, asked: string, told: readonly string[]]>([
    ['has come up, and is told to record', true,  false, 'recordChannel recorder:a1',         []],
    ['has begun to record',                true,  true,  'unmuteRecording main/2026-01/i1_a1',   ['recording a1 i1 main/2026-01/i1_a1 started']],
    ['has never come up',                  false, false, 'hangUp recorder:a1',                ['recording a1 i1 main/2026-01/i1_a1 failed']],
  ])('a recorder %s', async (_what, isThere, isLive, asked, told) => {
    const at = new TestExchange();
    const [call] = at.talking();
    const legs = [at.customerLeg(call), at.legOf('agent')];
    const order = { type: 'record', attemptId: call, interactionId: interactionId('i1') } as const;
    record(at.x, { ...order, what: 'start', announcement: 'none' });
    at.ari.answers.set('liveRecording', isLive ? () => live : refusedWith(404));
    await back(at, isThere ? [...legs, at.legOf('recorder')] : legs, legs);
    if (isLive) record(at.x, { ...order, what: 'pause', announcement: 'none' });
    if (isLive) record(at.x, { ...order, what: 'resume', announcement: 'none' });
    expect(at.asked()).toContainEqual(expect.stringContaining(asked));
    expect(at.heard()).toEqual(told);
  });

  test.each<[what: string, orders: readonly RecordingOrder[], again: readonly string[]]>([
    ['nothing', [], ['unmuteRecording main/2026-01/i1_a1']],
    ['to pause', ['pause'], ['muteRecording main/2026-01/i1_a1']],
    ['to go on', ['pause', 'resume'], ['unmuteRecording main/2026-01/i1_a1']],
    ['to stop', ['stop'], ['stopRecording main/2026-01/i1_a1']],
  ])(
    'what was ordered last of a recording may be lost, and is ordered again: %s',
    async (_what, orders, again) => {
      const at = new TestExchange();
      const [call] = at.talking();
      const legs = [at.customerLeg(call), at.legOf('agent')];
      const order = {
        type: 'record',
        attemptId: call,
        interactionId: interactionId('i1'),
      } as const;
      record(at.x, { ...order, what: 'start', announcement: 'none' });
      onRecordingStarted(at.x, call, at.legOf('recorder'));
      for (const what of orders) record(at.x, { ...order, what, announcement: 'none' });
      await back(at, [...legs, at.legOf('recorder')], legs);
      expect(at.asked().filter((line) => line.includes('Recording'))).toEqual(again);
      expect(at.heard()).toEqual([]);
    },
  );

  test.each([true, false])('whether an agent is muted is ordered again: %s', async (muted) => {
    const at = new TestExchange();
    const [call] = at.talking();
    const legs = [at.customerLeg(call), at.legOf('agent')];
    for (const each of [!muted, muted]) mute(at.x, { type: 'mute', attemptId: call, muted: each });
    await back(at, legs, legs);
    expect(at.asked()).toContain(muted ? 'mute agent:ann in' : 'unmute agent:ann in');
  });

  test('an agent has picked up, and waits with music', async () => {
    const at = new TestExchange();
    raiseAgent(at.x, { type: 'raise-agent', agentId: agentId('ann'), music: true });
    await back(at, [at.legOf('agent')], []);
    expect(at.asked()).toContain('startMusic agent:ann');
  });

  test('two agents who talked are each at their own desk until they are joined again', async () => {
    const at = new TestExchange();
    const legs = ['ann', 'ben'].map((name) => {
      at.agentUp(name, false);
      return at.legOf('agent');
    });
    const agentIds = [agentId('ann'), agentId('ben')] as const;
    joinAgents(at.x, { agentIds });
    at.ari.answers.set('listChannels', () => legs.map((id) => channelOf(id)));
    at.ari.answers.set('listBridges', () => [bridgeWith(nameOf('desk', 'ann'), legs)]);
    at.asked();
    await adoptAll(at.x, at.pool);
    expect(at.asked()).toContain('addChannel desk:ben agent:ben');
    joinAgents(at.x, { agentIds });
    expect(at.asked()).toEqual(['addChannel desk:ann agent:ben']);
  });

  test('a supervisor hears again, through a new spy', async () => {
    const at = new TestExchange();
    const [call] = at.talking();
    const legs = [at.customerLeg(call), at.legOf('agent')];
    const sue = at.agentUp('sue', false);
    const listening = at.legOf('agent');
    supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
    spyUp(at);
    const desks = [
      bridgeWith(nameOf('desk', 'ann'), legs),
      bridgeWith(nameOf('desk', 'sue'), [listening]),
    ];
    at.ari.answers.set('listChannels', () => [...legs, listening].map((id) => channelOf(id)));
    at.ari.answers.set('listBridges', () => desks);
    at.asked();
    await adoptAll(at.x, at.pool);
    spyUp(at);
    expect(at.asked().filter((line) => /^(snoop|add|create|destroy)/.test(line))).toEqual([
      'snoop agent:ann spy:sue outpace-main both none',
      'addChannel desk:sue spy:sue',
    ]);
  });
});

function spyUp(at: TestExchange): void {
  const id = at.legOf('spy');
  const name = parseLegId(id);
  if (name !== undefined) onSpyUp(at.x, name, id);
}
