import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { newLeg, onAgentLegUp } from './agent-legs.ts';
import { bridge, hold } from './calls.ts';
import { answeredCall, lineOf, putLine } from './exchange.ts';
import { disperse, endLeg, settleCall, settleLine } from './settle.ts';
import { TestExchange } from './test-exchange.ts';

test('settling what is settled orders nothing', () => {
  const at = new TestExchange();
  const [call, ann] = at.talking();
  settleCall(at.x, call);
  settleLine(at.x, ann);
  expect(at.asked()).toEqual([]);
});

test('a leg that comes up later is brought to the call that waits for it', () => {
  const at = new TestExchange();
  const ben = agentId('ben');
  const line = lineOf(at.x, ben);
  putLine(at.x, { ...line, leg: { phase: 'raising', ...newLeg(line, 'leg', 'browser') } });
  const call = at.answered();
  bridge(at.x, { type: 'bridge', attemptId: call, agentId: ben, beep: true });
  at.asked();
  onAgentLegUp(at.x, ben, 'leg');
  expect(at.asked()).toEqual([
    'rtpStatistics leg',
    'addChannel call:a1 leg',
    'play leg sound:beep',
  ]);
});

test('at the end everybody goes where they wait, and the bridge of the call goes', () => {
  const at = new TestExchange();
  const [id] = at.talking();
  hold(at.x, { type: 'hold', attemptId: id, held: true });
  at.asked();
  const call = answeredCall(at.x, id);
  if (call === undefined) throw new Error('a call for a test');
  at.x.calls.delete(id);
  disperse(at.x, call);
  expect(at.asked()).toEqual([
    'removeChannel call:a1 agent:ann',
    'startMusic agent:ann',
    'destroyBridge call:a1',
  ]);
});

test('a leg is ended once', () => {
  const at = new TestExchange();
  const ann = at.agentUp();
  at.asked();
  endLeg(at.x, ann);
  endLeg(at.x, ann);
  endLeg(at.x, agentId('nobody'));
  expect(at.asked()).toEqual(['hangUp agent:ann']);
});
