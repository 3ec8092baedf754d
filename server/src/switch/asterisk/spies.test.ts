import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import type { SupervisionHow } from './call.ts';
import { answeredCall, putTalk } from './exchange.ts';
import { wantedSpy } from './spies.ts';
import { TestExchange } from './test-exchange.ts';

const sue = agentId('sue');

function wanted(how: SupervisionHow, withAgent: 'with an agent' | 'alone') {
  const at = new TestExchange();
  const [call, ann] = at.talking();
  at.agentUp('sue');
  const found = answeredCall(at.x, call);
  if (found === undefined) throw new Error('a call for a test');
  const agent = withAgent === 'alone' ? undefined : ann;
  const talk = putTalk(at.x, found, { agentId: agent, supervisors: new Map([[sue, how]]) });
  const spy = wantedSpy(talk, at.x.lines, sue);
  return spy && [spy.onLeg.split('~')[1], spy.whispers];
}

test.each<[how: SupervisionHow, who: 'with an agent' | 'alone', spy: unknown]>([
  ['listen', 'with an agent', ['agent', false]],
  ['whisper', 'with an agent', ['agent', true]],
  ['barge', 'with an agent', undefined],
  ['listen', 'alone', ['customer', false]],
  // There is nobody to whisper to.
  ['whisper', 'alone', ['customer', false]],
])('to %s, %s', (how, who, spy) => {
  expect(wanted(how, who)).toEqual(spy);
});

test('without a leg of the supervisor there is nothing to hear through', () => {
  const at = new TestExchange();
  const [call] = at.talking();
  const found = answeredCall(at.x, call);
  if (found === undefined) throw new Error('a call for a test');
  const talk = putTalk(at.x, found, { supervisors: new Map([[sue, 'listen']]) });
  expect(wantedSpy(talk, at.x.lines, sue)).toBeUndefined();
});
