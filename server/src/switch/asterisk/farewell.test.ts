import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import { onAgentLegUp } from './agent-legs.ts';
import { bridge, hangUp, onGone } from './calls.ts';
import { consult } from './consultation.ts';
import { onBeepLegUp, onHeard, playAndRelease } from './farewell.ts';
import { settleLine } from './settle.ts';
import { supervise } from './supervision.ts';
import { TestExchange } from './test-exchange.ts';

let at: TestExchange;

beforeEach(() => {
  at = new TestExchange();
});

const say = (attemptId: AttemptId, when: 'now' | 'after-beep'): void =>
  playAndRelease(at.x, { type: 'play-and-release', attemptId, message: 'goodbye', when });

const SENT_OFF = [
  'setVariable customer:a1 OUTPACE_MESSAGE goodbye',
  'continueInDialplan customer:a1 outpace-orphan s',
];

test('the dialplan plays the message and hangs up, without our help', () => {
  const [call] = at.talking();
  say(call, 'now');
  say(call, 'now');
  expect(at.asked()).toEqual([
    'removeChannel desk:ann customer:a1',
    'removeChannel desk:ann agent:ann',
    'startMusic agent:ann',
    ...SENT_OFF,
  ]);
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  expect(at.heard()).toEqual(['call-ended a1 answer']);
});

test('somebody who has not answered is played nothing', () => {
  say(at.dial(), 'now');
  expect(at.ari.orders).toHaveLength(1);
});

function waiting(): AttemptId {
  const call = at.answered();
  at.asked();
  say(call, 'after-beep');
  say(call, 'after-beep');
  expect(at.asked()).toEqual(['snoop customer:a1 beep:a1 outpace-main in none']);
  onBeepLegUp(at.x, call, at.legOf('beep'));
  expect(at.asked()).toEqual([
    'setVariable beep:a1 TONE_DETECT(1000,250,n(1)er)',
    'setVariable beep:a1 TALK_DETECT(set) 700',
  ]);
  return call;
}

test('the message begins at the beep', () => {
  const call = waiting();
  onHeard(at.x, call, 'ChannelTalkingStarted');
  at.pass(8_000);
  expect(at.asked()).toEqual([]);
  onHeard(at.x, call, 'ChannelToneDetected');
  onHeard(at.x, call, 'ChannelToneDetected');
  expect(at.asked()).toEqual(['hangUp beep:a1', ...SENT_OFF]);
});

test('or when there is a long silence after the greeting', () => {
  const call = waiting();
  onHeard(at.x, call, 'ChannelTalkingStarted');
  at.pass(5_000);
  onHeard(at.x, call, 'ChannelTalkingFinished');
  at.pass(2_200);
  expect(at.asked()).toEqual([]);
  at.pass(200);
  expect(at.asked()).toEqual(expect.arrayContaining(SENT_OFF));
});

test('or after a while, whatever is heard', () => {
  const call = waiting();
  onHeard(at.x, call, 'ChannelTalkingStarted');
  at.pass(20_000);
  expect(at.asked()).toEqual(expect.arrayContaining(SENT_OFF));
});

test('a call that ends meanwhile is played nothing', () => {
  const call = waiting();
  hangUp(at.x, { attemptId: call });
  expect(at.asked()).toEqual(['hangUp beep:a1', 'hangUp customer:a1']);
  at.pass(30_000);
  expect(at.asked()).toEqual([]);
});

test('a leg that comes when nobody waits any more is let go', () => {
  const call = waiting();
  const leg = at.legOf('beep');
  hangUp(at.x, { attemptId: call });
  at.asked();
  onBeepLegUp(at.x, call, leg);
  expect(at.asked()).toEqual(['hangUp beep:a1']);
});

test('while a beep is waited for, whoever was on the call is free at once', () => {
  const [call, ann] = at.talking();
  at.agentUp('sue', false);
  supervise(at.x, { attemptId: call, supervisorId: agentId('sue'), how: 'barge' });
  at.asked();
  say(call, 'after-beep');
  expect(at.asked()).toEqual([
    'removeChannel call:a1 customer:a1',
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
    'addChannel desk:sue agent:sue',
    'destroyBridge call:a1',
    'snoop customer:a1 beep:a1 outpace-main in none',
  ]);
  // The next call of the agent is theirs alone, wherever their leg comes up meanwhile.
  const next = at.answered('a2');
  bridge(at.x, { type: 'bridge', attemptId: next, agentId: ann, beep: false });
  at.asked();
  settleLine(at.x, ann);
  expect(at.asked()).toEqual([]);
  at.pass(20_000);
  expect(at.asked()).toEqual(['hangUp beep:a1', ...SENT_OFF]);
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  expect(at.heard().at(-1)).toBe('call-ended a1 answer');
});

test('a third party is let go with everybody else', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target: { kind: 'agent', agentId: agentId('ben') } });
  onAgentLegUp(at.x, agentId('ben'), at.legOf('agent'));
  at.asked();
  say(call, 'after-beep');
  expect(at.asked()).toContain('hangUp agent:ben');
});
