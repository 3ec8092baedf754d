import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import type { CallTarget } from '@outpace/engine/interactions/third-party.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { onAgentLegGone, onAgentLegUp } from './agent-legs.ts';
import { AriFault } from './ari-faults.ts';
import { hangUp, onGone } from './calls.ts';
import {
  completeTransfer,
  conference,
  consult,
  endConsultation,
  onThirdAnswered,
  onThirdGone,
  onThirdRinging,
  talkWith,
  transfer,
} from './consultation.ts';
import { answeredCall } from './exchange.ts';
import { nameOf, refusedWith, TestExchange, TRUNK } from './test-exchange.ts';

let at: TestExchange;
const parsed = parsePhoneNumber('+12025550144');
const target: CallTarget = { kind: 'number', phone: parsed.ok ? parsed.value : ('' as never) };
const colleague: CallTarget = { kind: 'agent', agentId: agentId('ben') };

beforeEach(() => {
  at = new TestExchange();
});

test('a number is called while the customer hears music', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target });
  consult(at.x, { attemptId: call, target });
  expect(at.asked()).toEqual([
    'createBridge call:a1 mixing,proxy_media',
    'addChannel call:a1 agent:ann',
    'removeChannel desk:ann customer:a1',
    'startMusic customer:a1',
    'originate third:a1 PJSIP/+12025550144@main~trunk~carrier outpace-main alaw,ulaw',
  ]);
  onThirdRinging(at.x, call);
  onThirdRinging(at.x, call);
  onThirdAnswered(at.x, call, at.legOf('third'));
  expect(at.asked()).toEqual(['addChannel call:a1 third:a1']);
  expect(at.heard()).toEqual(['consultation a1 ringing', 'consultation a1 answered']);
});

function consulting() {
  const [call, agent] = at.talking();
  consult(at.x, { attemptId: call, target });
  onThirdAnswered(at.x, call, at.legOf('third'));
  at.asked();
  at.heard();
  return { call, agent, leg: at.legOf('third') };
}

test('the agent chooses whom to talk with', () => {
  const { call } = consulting();
  talkWith(at.x, { attemptId: call, side: 'customer' });
  expect(at.asked()).toEqual([
    'removeChannel call:a1 third:a1',
    'startMusic third:a1',
    'stopMusic customer:a1',
    'addChannel call:a1 customer:a1',
  ]);
  talkWith(at.x, { attemptId: call, side: 'both' });
  expect(at.asked()).toEqual(['stopMusic third:a1', 'addChannel call:a1 third:a1']);
});

test('the third party leaves, and the customer is back', () => {
  const { call, leg } = consulting();
  endConsultation(at.x, { attemptId: call });
  endConsultation(at.x, { attemptId: call });
  expect(at.asked()).toEqual([
    'hangUp third:a1',
    'stopMusic customer:a1',
    'addChannel call:a1 customer:a1',
  ]);
  onThirdGone(at.x, call, leg);
  expect(at.heard()).toEqual(['consultation a1 ended']);
});

test('the agent leaves, and the call ends with the third party', () => {
  const { call, leg } = consulting();
  completeTransfer(at.x, { attemptId: call });
  expect(at.asked()).toEqual([
    'stopMusic customer:a1',
    'addChannel call:a1 customer:a1',
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
  ]);
  onThirdGone(at.x, call, leg);
  expect(at.heard()).toEqual(['call-transferred a1 ', 'consultation a1 ended']);
  expect(at.asked()).toEqual(['destroyBridge call:a1', 'hangUp customer:a1']);
});

test('the third party goes when the customer does', () => {
  const { call } = consulting();
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  expect(at.asked()).toContain('hangUp third:a1');
  expect(at.heard()).toEqual(['call-ended a1 answer']);
});

test('a third party that cannot be called is told as gone, and the customer is back', async () => {
  const [call] = at.talking();
  at.ari.answers.set('originate', refusedWith(500));
  consult(at.x, { attemptId: call, target });
  await at.settle();
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect(at.asked().at(-1)).toBe('addChannel call:a1 customer:a1');
});

test('a third party of whom nothing is heard is given up after a while', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target });
  at.pass(50_000);
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect(at.asked()).toContain('hangUp third:a1');
});

test('passing on without asking parts nobody until somebody is there', () => {
  const [call] = at.talking();
  transfer(at.x, { attemptId: call, target });
  expect(at.asked()).toEqual([
    'createBridge call:a1 mixing,proxy_media',
    'addChannel call:a1 agent:ann',
    'addChannel call:a1 customer:a1',
    expect.stringMatching(/^originate third:a1/),
  ]);
  onThirdAnswered(at.x, call, at.legOf('third'));
  expect(at.asked()).toEqual([
    'addChannel call:a1 third:a1',
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
  ]);
});

test('all three meet as soon as the third is there, and nobody hears music till then', () => {
  const [call] = at.talking();
  conference(at.x, { attemptId: call, target });
  expect(at.asked().join()).not.toContain('startMusic');
  onThirdAnswered(at.x, call, at.legOf('third'));
  expect(at.asked()).toEqual(['addChannel call:a1 third:a1']);
  talkWith(at.x, { attemptId: call, side: 'target' });
  expect(at.asked()).toContain('startMusic customer:a1');
  expect(at.heard()).toEqual(['consultation a1 answered']);
});

test('an agent is called on their own phone, for this call only', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target: colleague });
  const leg = at.legOf('agent');
  onAgentLegUp(at.x, agentId('ben'), leg);
  expect(at.heard()).toEqual(['consultation a1 answered']);
  at.asked();
  endConsultation(at.x, { attemptId: call });
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect(at.asked()).toContain('hangUp agent:ben');
});

test('an agent who waits is joined at once, and stays when the call is theirs', () => {
  const [call] = at.talking();
  at.agentUp('ben');
  at.asked();
  at.heard();
  transfer(at.x, { attemptId: call, target: colleague });
  expect(at.heard()).toEqual(['consultation a1 answered', 'call-transferred a1 ben']);
  expect(at.asked()).toEqual([
    'createBridge call:a1 mixing,proxy_media',
    'addChannel call:a1 agent:ann',
    'addChannel call:a1 customer:a1',
    'stopMusic agent:ben',
    'addChannel call:a1 agent:ben',
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
  ]);
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  expect(at.asked()).toContain('startMusic agent:ben');
});

test('an agent who does not come is told as gone', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target: colleague });
  onAgentLegGone(at.x, agentId('ben'), at.legOf('agent'));
  expect(at.heard()).toEqual(['agent-leg ben failed', 'consultation a1 ended']);
});

test('an agent who is in another call is not taken out of it', () => {
  const [call] = at.talking('a1', 'ann');
  at.talking('a2', 'ben');
  consult(at.x, { attemptId: call, target: colleague });
  expect([at.asked(), at.heard()]).toEqual([[], ['consultation a1 ended']]);
});

test('a third party that comes too late is let go', () => {
  const { call, leg } = consulting();
  onThirdGone(at.x, call, leg);
  at.asked();
  onThirdAnswered(at.x, call, leg);
  expect(at.asked()).toEqual(['hangUp third:a1']);
});

describe('at the wrong time', () => {
  type Act = (attemptId: AttemptId) => void;
  const acts: readonly Act[] = [
    (attemptId) => consult(at.x, { attemptId, target }),
    (attemptId) => transfer(at.x, { attemptId, target }),
    (attemptId) => talkWith(at.x, { attemptId, side: 'both' }),
    (attemptId) => completeTransfer(at.x, { attemptId }),
    (attemptId) => endConsultation(at.x, { attemptId }),
    (attemptId) => onThirdRinging(at.x, attemptId),
    (attemptId) => onThirdGone(at.x, attemptId),
    (attemptId) => onThirdGone(at.x, attemptId, nameOf('third', 'a1', 9)),
  ];
  const [talk, complete, end, rings, gone, otherGone] = acts.slice(2);

  test.each<[why: string, call: () => AttemptId, acts: readonly (Act | undefined)[]]>([
    ['nobody knows the call', () => attemptId('a9'), acts],
    ['nobody has answered yet', () => at.dial(), acts],
    [
      'its end is ordered',
      () => {
        const { call } = consulting();
        hangUp(at.x, { attemptId: call });
        return call;
      },
      acts,
    ],
    ['nobody was called', () => at.talking()[0], [talk, complete, end, rings, gone, otherGone]],
    [
      'the third party is not there yet',
      () => {
        const [call] = at.talking();
        consult(at.x, { attemptId: call, target });
        return call;
      },
      [...acts.slice(0, 2), talk, complete, otherGone],
    ],
    ['the third party is there', () => consulting().call, [...acts.slice(0, 2), rings, otherGone]],
    [
      'it is being let go',
      () => {
        const { call } = consulting();
        endConsultation(at.x, { attemptId: call });
        return call;
      },
      [...acts.slice(0, 2), end, rings, otherGone],
    ],
    [
      'it is an agent, who has no leg of this name',
      () => {
        const [call] = at.talking();
        at.agentUp('ben');
        consult(at.x, { attemptId: call, target: colleague });
        return call;
      },
      [otherGone],
    ],
  ])('nothing happens: %s', (_why, call, all) => {
    const id = call();
    at.asked();
    at.heard();
    for (const act of all) act?.(id);
    expect([at.asked(), at.heard()]).toEqual([[], []]);
  });

  test.each<[why: string, call: () => AttemptId]>([
    ['the call has gone', () => attemptId('a9')],
    ['another one is waited for', () => consulting().call],
    [
      'it is being let go',
      () => {
        const { call } = consulting();
        endConsultation(at.x, { attemptId: call });
        return call;
      },
    ],
  ])('a third party that answers is let go: %s', (why, call) => {
    const id = call();
    const leg = why === 'it is being let go' ? at.legOf('third') : nameOf('third', 'a1', 9);
    at.asked();
    at.heard();
    onThirdAnswered(at.x, id, leg);
    expect([at.asked(), at.heard()]).toEqual([['hangUp third:a1'], []]);
  });

  test('one that is there already is not told again', () => {
    const { call, leg } = consulting();
    onThirdAnswered(at.x, call, leg);
    expect([at.asked(), at.heard()]).toEqual([[], []]);
  });
});

test('a third party has three quarters of a minute, and goes out like a call', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target });
  expect(at.ari.orders.at(-1)).toEqual({
    name: 'originate',
    order: {
      channelId: at.legOf('third'),
      endpoint: 'PJSIP/+12025550144@main~trunk~carrier',
      app: 'outpace-main',
      formats: 'alaw,ulaw',
      timeout: 45,
      callerId: undefined,
      variables: { OUTPACE_ATTEMPT: 'a1', OUTPACE_LEG: 'third' },
    },
  });
});

test.each<[why: string, refuse: () => never]>([
  ['it is there already', refusedWith(409)],
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
])(
  'an order whose answer does not say that nobody is called says nothing: %s',
  async (_why, refuse) => {
    const [call] = at.talking();
    at.ari.answers.set('originate', refuse);
    consult(at.x, { attemptId: call, target });
    await at.settle();
    expect(at.heard()).toEqual([]);
  },
);

test('a third party that was never called leaves its channel to others', async () => {
  at = new TestExchange({ ...TRUNK, channels: 2 });
  const [call] = at.talking();
  at.ari.answers.set('originate', refusedWith(500));
  consult(at.x, { attemptId: call, target });
  await at.settle();
  at.ari.answers.delete('originate');
  at.heard();
  at.dial('a2');
  expect(at.heard()).toEqual([]);
});

test('no channel is free for a third party: told as gone at once, the customer is back', () => {
  at = new TestExchange({ ...TRUNK, channels: 1 });
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target });
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect(at.asked().at(-1)).toBe('addChannel call:a1 customer:a1');
});

test('the phone of an agent who is asked rings', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target: colleague });
  at.x.lineChanged(agentId('ben'), 'ringing');
  at.x.lineChanged(agentId('sue'), 'ringing');
  expect(at.heard()).toEqual(['consultation a1 ringing']);
});

test('whose call it has become, can ask somebody in turn', () => {
  const [call] = at.talking();
  at.agentUp('ben');
  transfer(at.x, { attemptId: call, target: colleague });
  expect(answeredCall(at.x, call)?.talk).toMatchObject({
    agentId: 'ben',
    third: undefined,
    side: 'customer',
  });
  at.asked();
  consult(at.x, { attemptId: call, target });
  expect(at.asked()).toContain('startMusic customer:a1');
});

test('a switch that says nothing at all of a third party leaves its channel to others', () => {
  at = new TestExchange({ ...TRUNK, channels: 2 });
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target });
  at.pass(seconds(50));
  expect(at.heard()).toEqual(['consultation a1 ended']);
  at.dial('a2');
  expect(at.heard()).toEqual([]);
});
