import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { dropAgent, onAgentLegUp } from './agent-legs.ts';
import { AriFault } from './ari-faults.ts';
import {
  bridge,
  hangUp,
  hold,
  mute,
  onAnswered,
  onDialed,
  onGone,
  onHangupRequest,
} from './calls.ts';
import { consult } from './consultation.ts';
import { playAndRelease } from './farewell.ts';
import { refusedWith, TestExchange, TRUNK } from './test-exchange.ts';

let at: TestExchange;

beforeEach(() => {
  at = new TestExchange();
});

const BUSY = { cause: 17, sipCode: 486 };
const NORMAL = { cause: 16, sipCode: undefined };

test('a call enters by the dialplan, which knows what to do without us', () => {
  at.dial();
  expect(at.ari.orders).toEqual([
    {
      name: 'originate',
      order: {
        channelId: at.customerLeg(attemptId('a1')),
        endpoint: 'PJSIP/+12025550142@main~trunk~carrier',
        context: 'outpace-dial',
        extension: 's',
        formats: 'alaw,ulaw',
        timeout: 30,
        callerId: undefined,
        variables: {
          OUTPACE_APP: 'outpace-main',
          OUTPACE_MESSAGE: 'sorry',
          OUTPACE_ATTEMPT: 'a1',
          OUTPACE_LEG: 'customer',
        },
      },
    },
  ]);
});

test('ordered twice, it is dialed once', () => {
  at.dial();
  at.dial();
  expect(at.ari.orders).toHaveLength(1);
});

test.each<[status: number, told: readonly string[]]>([
  [409, []],
  [500, ['originate-failed a1 all-trunks-busy']],
  [400, ['originate-failed a1 dial-error']],
])('an order to dial that is answered with %i', async (status, told) => {
  at.ari.answers.set('originate', refusedWith(status));
  at.dial();
  await at.settle();
  expect(at.heard()).toEqual(told);
});

test('ringing is told once, however it is said', () => {
  const call = at.dial();
  at.asked();
  onDialed(at.x, call, '');
  onDialed(at.x, call, 'PROGRESS');
  onDialed(at.x, call, 'RINGING');
  expect(at.heard()).toEqual(['call-ringing a1']);
  expect(at.asked()).toEqual([]);
});

test('a busy line ends the call, once', () => {
  const call = at.dial();
  onDialed(at.x, call, '');
  onHangupRequest(at.x, call);
  onGone(at.x, call, BUSY);
  onGone(at.x, call, BUSY);
  expect(at.heard()).toEqual(['call-ended a1 busy']);
});

test('a leg that dies before it was tried is a call that was never made', () => {
  onGone(at.x, at.dial(), { cause: 0, sipCode: undefined });
  expect(at.heard()).toEqual(['originate-failed a1 no-free-port']);
});

test('hanging up is ordered once, and the end told when it has come', () => {
  const call = at.answered();
  at.asked();
  hangUp(at.x, { attemptId: call });
  hangUp(at.x, { attemptId: call });
  expect(at.asked()).toEqual(['hangUp customer:a1']);
  onGone(at.x, call, NORMAL);
  expect(at.heard()).toEqual(['call-ringing a1', 'call-answered a1', 'call-ended a1 answer']);
});

test('an answer after the taking back is not told, only the end', () => {
  const call = at.dial();
  onDialed(at.x, call, 'RINGING');
  hangUp(at.x, { attemptId: call });
  onAnswered(at.x, call);
  onGone(at.x, call, NORMAL);
  expect(at.heard()).toEqual(['call-ringing a1', 'call-ended a1 no-answer']);
});

test('a leg that was never there ends all the same', async () => {
  at.ari.answers.set('hangUp', refusedWith(404));
  const call = at.dial();
  hangUp(at.x, { attemptId: call });
  await at.settle();
  expect(at.heard()).toEqual(['call-ended a1 no-answer']);
});

test('a call that still waits for a trunk is only taken out of the queue', () => {
  at = new TestExchange({ ...TRUNK, callsPerSecond: 1 });
  at.dial('a1');
  at.dial('a2');
  at.asked();
  hangUp(at.x, { attemptId: attemptId('a2') });
  expect([at.asked(), at.heard()]).toEqual([[], ['call-ended a2 no-answer']]);
});

test('an answered call that nobody knows is told, so that somebody ends it', () => {
  onAnswered(at.x, attemptId('stranger'));
  expect(at.heard()).toEqual(['call-answered stranger']);
});

test('who answers is moved once it is known with whom: one request, and none at the end', () => {
  const agent = at.agentUp('ann', false);
  const call = at.answered();
  expect(at.asked().at(-1)).toMatch(/^originate/);
  bridge(at.x, { type: 'bridge', attemptId: call, agentId: agent, beep: false });
  expect(at.asked()).toEqual(['addChannel desk:ann customer:a1']);
  onGone(at.x, call, NORMAL);
  expect(at.asked()).toEqual([]);
});

test('whoever is still at the desk never hears the next one', () => {
  const agent = at.agentUp('ann', false);
  const [first, second] = [at.answered('a1'), at.answered('a2')];
  bridge(at.x, { type: 'bridge', attemptId: first, agentId: agent, beep: false });
  hangUp(at.x, { attemptId: first });
  at.asked();
  bridge(at.x, { type: 'bridge', attemptId: second, agentId: agent, beep: false });
  expect(at.asked()).toEqual([
    'createBridge call:a2 mixing,proxy_media',
    'addChannel call:a2 agent:ann',
    'addChannel call:a2 customer:a2',
  ]);
  onGone(at.x, first, NORMAL);
  onGone(at.x, second, NORMAL);
  expect(at.asked()).toEqual(['addChannel desk:ann agent:ann', 'destroyBridge call:a2']);
});

test('customer and agent are joined, with a tone when it is wanted', () => {
  const agent = at.agentUp();
  const call = at.answered();
  at.asked();
  const order = { type: 'bridge', attemptId: call, agentId: agent, beep: true } as const;
  bridge(at.x, order);
  expect(at.asked()).toEqual([
    'createBridge desk:ann mixing,proxy_media',
    'stopMusic agent:ann',
    'addChannel desk:ann agent:ann',
    'addChannel desk:ann customer:a1',
    'play agent:ann sound:beep',
  ]);
  bridge(at.x, order);
  expect(at.asked()).toEqual([]);
});

test('nobody waits for an agent who was never called', () => {
  const call = at.answered();
  at.heard();
  bridge(at.x, { type: 'bridge', attemptId: call, agentId: agentId('ben'), beep: false });
  expect(at.heard()).toEqual(['agent-leg ben failed']);
});

test('who is held hears music outside of the bridge, and comes back', () => {
  const [call] = at.talking();
  hold(at.x, { type: 'hold', attemptId: call, held: true });
  hold(at.x, { type: 'hold', attemptId: call, held: true });
  expect(at.asked()).toEqual([
    'createBridge call:a1 mixing,proxy_media',
    'addChannel call:a1 agent:ann',
    'removeChannel desk:ann customer:a1',
    'startMusic customer:a1',
  ]);
  hold(at.x, { type: 'hold', attemptId: call, held: false });
  expect(at.asked()).toEqual(['stopMusic customer:a1', 'addChannel call:a1 customer:a1']);
});

test('mute is on the leg of the agent, and ends with the call', () => {
  const [call] = at.talking();
  mute(at.x, { type: 'mute', attemptId: call, muted: true });
  mute(at.x, { type: 'mute', attemptId: call, muted: true });
  expect(at.asked()).toEqual(['mute agent:ann in']);
  onGone(at.x, call, NORMAL);
  expect(at.asked()).toEqual([
    'unmute agent:ann in',
    'removeChannel desk:ann agent:ann',
    'startMusic agent:ann',
  ]);
});

describe('at the wrong time', () => {
  type Act = (attemptId: AttemptId) => void;
  const ann = agentId('ann');
  const inCall: readonly Act[] = [
    (attemptId) => mute(at.x, { type: 'mute', attemptId, muted: true }),
    (attemptId) => hold(at.x, { type: 'hold', attemptId, held: true }),
    (attemptId) => bridge(at.x, { type: 'bridge', attemptId, agentId: ann, beep: true }),
  ];
  const ending: readonly Act[] = [
    (attemptId) => hangUp(at.x, { attemptId }),
    (attemptId) => onDialed(at.x, attemptId, 'RINGING'),
    (attemptId) => onHangupRequest(at.x, attemptId),
  ];

  test.each<[why: string, call: () => AttemptId, acts: readonly Act[]]>([
    [
      'nobody knows the call',
      () => attemptId('a9'),
      [...inCall, ...ending, (id) => onGone(at.x, id, NORMAL)],
    ],
    ['nobody has answered yet', () => at.dial(), inCall],
    [
      'it is answered already',
      () => at.answered(),
      [(id) => onDialed(at.x, id, 'RINGING'), (id) => onAnswered(at.x, id)],
    ],
    [
      'its end is ordered',
      () => {
        const [call] = at.talking();
        hangUp(at.x, { attemptId: call });
        return call;
      },
      [...inCall, ...ending],
    ],
    [
      'it hears the last message',
      () => {
        const call = at.answered();
        const message = { message: 'goodbye', when: 'now' } as const;
        playAndRelease(at.x, { type: 'play-and-release', attemptId: call, ...message });
        return call;
      },
      [...inCall, (id) => onAnswered(at.x, id), (id) => onDialed(at.x, id, 'RINGING')],
    ],
  ])('nothing happens: %s', (_why, call, acts) => {
    const id = call();
    at.asked();
    at.heard();
    for (const act of acts) act(id);
    expect([at.asked(), at.heard()]).toEqual([[], []]);
  });
});

test.each<[why: string, refuse: () => never]>([
  [
    'no answer came in time',
    () => {
      throw new AriFault('late', 'originate');
    },
  ],
  [
    'the line broke',
    () => {
      throw new AriFault('lost', 'originate');
    },
  ],
])('an order to dial of which nobody knows what became says nothing: %s', async (_why, refuse) => {
  at.ari.answers.set('originate', refuse);
  const call = at.dial();
  await at.settle();
  expect(at.heard()).toEqual([]);
  onDialed(at.x, call, 'RINGING');
  expect(at.heard()).toEqual(['call-ringing a1']);
});

test('a refusal that comes after the ringing is no news', async () => {
  at.ari.answers.set('originate', refusedWith(500));
  onDialed(at.x, at.dial(), 'RINGING');
  await at.settle();
  expect(at.heard()).toEqual(['call-ringing a1']);
});

describe('a call that was never made', () => {
  test.each<[how: string, never: () => Promise<void>]>([
    [
      'refused by the switch',
      async () => {
        at.ari.answers.set('originate', refusedWith(500));
        at.dial();
        await at.settle();
        at.ari.answers.delete('originate');
      },
    ],
    ['for want of a port', async () => onGone(at.x, at.dial(), { cause: 0, sipCode: undefined })],
  ])('%s leaves its channel to others, and its name to another try', async (_how, never) => {
    at = new TestExchange({ ...TRUNK, channels: 1 });
    await never();
    expect(at.heard()).toEqual([expect.stringMatching(/^originate-failed a1/)]);
    at.asked();
    at.dial('a1');
    expect([at.asked().length, at.heard()]).toEqual([1, []]);
  });

  test('without a free channel can be tried again', () => {
    at = new TestExchange({ ...TRUNK, channels: 1 });
    const first = at.dial('a1');
    at.dial('a2');
    expect(at.heard()).toEqual(['originate-failed a2 all-trunks-busy']);
    onGone(at.x, first, BUSY);
    at.asked();
    at.dial('a2');
    expect(at.asked()).toHaveLength(1);
  });

  test('taken out of the queue it is not dialed later, and can be tried again', () => {
    at = new TestExchange({ ...TRUNK, callsPerSecond: 1 });
    at.dial('a1');
    const second = at.dial('a2');
    hangUp(at.x, { attemptId: second });
    at.asked();
    at.pass(1_500);
    expect(at.asked()).toEqual([]);
    at.dial('a2');
    expect(at.asked()).toHaveLength(1);
  });
});

test('who is taken back stops being listened to, and takes their third party along', () => {
  at.agentUp();
  const call = at.answered('a1', 'quick');
  bridge(at.x, { type: 'bridge', attemptId: call, agentId: agentId('ann'), beep: false });
  consult(at.x, { attemptId: call, target: { kind: 'agent', agentId: agentId('ben') } });
  onAgentLegUp(at.x, agentId('ben'), at.legOf('agent'));
  at.asked();
  hangUp(at.x, { attemptId: call });
  const asked = at.asked();
  expect(asked).toEqual(
    expect.arrayContaining(['hangUp listener:a1', 'hangUp agent:ben', 'startMusic agent:ann']),
  );
  expect(asked.at(-1)).toBe('hangUp customer:a1');
});

describe('joined', () => {
  const join = (call: AttemptId, agent: AgentId, beep = false): void =>
    bridge(at.x, { type: 'bridge', attemptId: call, agentId: agent, beep });

  test('without a tone where none is wanted', () => {
    const agent = at.agentUp();
    const call = at.answered();
    join(call, agent);
    expect(at.asked().filter((line) => line.startsWith('play'))).toEqual([]);
  });

  test('again with the same agent: who was muted stays so, who was held is back, no tone', () => {
    const [call, agent] = at.talking();
    mute(at.x, { type: 'mute', attemptId: call, muted: true });
    hold(at.x, { type: 'hold', attemptId: call, held: true });
    at.asked();
    join(call, agent, true);
    expect(at.asked()).toEqual(['stopMusic customer:a1', 'addChannel call:a1 customer:a1']);
  });

  test('with another agent: the first waits again, and nobody is muted', () => {
    const [call] = at.talking();
    mute(at.x, { type: 'mute', attemptId: call, muted: true });
    const ben = at.agentUp('ben');
    at.asked();
    join(call, ben, true);
    expect(at.asked()).toEqual([
      'createBridge desk:ben mixing,proxy_media',
      'stopMusic agent:ben',
      'addChannel desk:ben agent:ben',
      'addChannel desk:ben customer:a1',
      'play agent:ben sound:beep',
      'unmute agent:ann in',
      'removeChannel desk:ann agent:ann',
      'startMusic agent:ann',
    ]);
  });

  test('with an agent whose leg is on its way out: said, so that nobody waits', () => {
    const agent = at.agentUp();
    const call = at.answered();
    dropAgent(at.x, { type: 'drop-agent', agentId: agent });
    at.heard();
    join(call, agent);
    expect(at.heard()).toEqual(['agent-leg ann failed']);
  });
});
