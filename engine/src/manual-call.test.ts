import { expect, test } from 'vitest';
import { attemptId, chainId } from './basics/ids.ts';
import { after, minutes, seconds } from './basics/time.ts';
import { manualCall, numberOrder, placingAgents, placingFacts } from './manual-call.ts';
import { ANN, AUTO_ANSWER, BEN, GROUP, phone, START, TestSite } from './test-site.ts';

const site = () =>
  TestSite.running({ plan: { ...AUTO_ANSWER, manualCalls: true }, agents: [ANN, BEN] });
const asked = (s: TestSite, number: string) =>
  manualCall(s.state, s.agent(ANN), { type: 'call-number', phone: number }, s.at);

test('a call begins with what the store is asked and the agent in the phase of placing it', () => {
  const s = site();
  const call = asked(s, phone(2));
  if (!call.ok) throw new Error(call.problem);
  const callId = attemptId('a9');
  expect(placingFacts(call.value, callId, s.at).placing).toEqual({
    callId,
    groupId: GROUP,
    phone: phone(2),
    giveUpAt: after(START, seconds(20)),
    chainId: undefined,
    isChecked: false,
  });
  const order = numberOrder(call.value, { callId, agentId: ANN }, s.at, minutes(10));
  expect(order).toMatchObject({ held: '2', listIds: ['list'], until: after(START, minutes(10)) });
});

test('a number in another hand is in use, one that nobody holds is not', () => {
  const s = site();
  s.ready(BEN);
  expect(asked(s, phone(1))).toEqual({ ok: false, problem: 'NUMBER_IN_USE' });
  expect(asked(s, phone(9))).toMatchObject({ ok: true, value: { held: undefined } });
});

test('who sets a call up is found by group and by chain', () => {
  const s = site();
  s.ask(ANN, { type: 'call-number', phone: phone(2) });
  const names = (of: Parameters<typeof placingAgents>[1]) =>
    placingAgents(s.state, of).map(({ agentId }) => agentId);
  expect([
    names({ groupId: GROUP }),
    names({ chainId: chainId('2') }),
    names({ chainId: chainId('3') }),
  ]).toEqual([[ANN], [ANN], []]);
});
