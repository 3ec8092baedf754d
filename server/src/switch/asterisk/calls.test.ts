import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
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

test('ringing is told once, however it is said, and the bridge is made ahead', () => {
  const call = at.dial();
  at.asked();
  onDialed(at.x, call, '');
  onDialed(at.x, call, 'PROGRESS');
  onDialed(at.x, call, 'RINGING');
  expect(at.heard()).toEqual(['call-ringing a1']);
  expect(at.asked()).toEqual(['createBridge call:a1 mixing,proxy_media']);
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
  expect(at.asked()).toEqual(['destroyBridge call:a1', 'hangUp customer:a1']);
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

test('who answers is in the bridge before anybody has said with whom', () => {
  at.answered();
  expect(at.asked().at(-1)).toBe('addChannel call:a1 customer:a1');
});

test('customer and agent are joined, with a tone when it is wanted', () => {
  const agent = at.agentUp();
  const call = at.answered();
  at.asked();
  const order = { type: 'bridge', attemptId: call, agentId: agent, beep: true } as const;
  bridge(at.x, order);
  expect(at.asked()).toEqual([
    'stopMusic agent:ann',
    'addChannel call:a1 agent:ann',
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
  expect(at.asked()).toEqual(['removeChannel call:a1 customer:a1', 'startMusic customer:a1']);
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
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
    'destroyBridge call:a1',
  ]);
});
