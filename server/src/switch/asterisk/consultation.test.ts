import { agentId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { beforeEach, expect, test } from 'vitest';
import type { CallTarget } from '../../ports.ts';
import { onAgentLegGone, onAgentLegUp } from './agent-legs.ts';
import { onGone } from './calls.ts';
import {
  completeTransfer,
  consult,
  endConsultation,
  onThirdAnswered,
  onThirdGone,
  onThirdRinging,
  talkWith,
  transfer,
} from './consultation.ts';
import { refusedWith, TestExchange } from './test-exchange.ts';

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
    'removeChannel call:a1 customer:a1',
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
  expect(at.heard()).toEqual(['consultation a1 ended']);
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

test('passing on without asking changes nothing until somebody is there', () => {
  const [call] = at.talking();
  transfer(at.x, { attemptId: call, target });
  expect(at.asked()).toHaveLength(1);
  onThirdAnswered(at.x, call, at.legOf('third'));
  expect(at.asked()).toEqual([
    'addChannel call:a1 third:a1',
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
  ]);
});

test('an agent is called on their own phone, for this call only', () => {
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target: colleague });
  const leg = at.legOf('agent');
  onAgentLegUp(at.x, agentId('ben'), leg);
  expect(at.heard()).toEqual(['agent-leg ben up', 'consultation a1 answered']);
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
  expect(at.heard()).toEqual(['consultation a1 answered']);
  expect(at.asked()).toEqual([
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
