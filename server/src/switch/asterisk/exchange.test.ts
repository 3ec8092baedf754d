import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { hangUp, hold } from './calls.ts';
import {
  answeredCall,
  callWith,
  lineOf,
  meetingBridgeOf,
  newLegId,
  ownBridgeOf,
  putLine,
  putTalk,
} from './exchange.ts';
import { parseLegId } from './leg-id.ts';
import { TestExchange } from './test-exchange.ts';

test('each leg of an owner has another name, a bridge always the same', () => {
  const { x } = new TestExchange();
  const names = [newLegId(x, 'agent', 'ann'), newLegId(x, 'agent', 'ann')];
  expect(new Set(names).size).toBe(2);
  expect(parseLegId(names[0] ?? '')).toMatchObject({ kind: 'agent', owner: 'ann' });
  expect(ownBridgeOf(x, attemptId('a1'))).toBe(ownBridgeOf(x, attemptId('a1')));
});

test('a call can be ordered from its answer until its end is ordered', () => {
  const at = new TestExchange();
  const call = at.dial();
  expect(answeredCall(at.x, call)).toBeUndefined();
  const [other, ann] = at.talking('a2');
  expect(answeredCall(at.x, other)?.attemptId).toBe('a2');
  expect(callWith(at.x, ann)?.attemptId).toBe('a2');
  hangUp(at.x, { attemptId: other });
  expect(answeredCall(at.x, other)).toBeUndefined();
  expect(callWith(at.x, ann)).toBeUndefined();
});

test('a call of two is at the desk of the agent, any other in a bridge of its own', () => {
  const at = new TestExchange();
  const [id, ann] = at.talking();
  const where = (): unknown => {
    const call = answeredCall(at.x, id);
    return call === undefined ? undefined : parseLegId(meetingBridgeOf(at.x, call));
  };
  expect(where()).toMatchObject({ kind: 'desk', owner: ann });
  hold(at.x, { type: 'hold', attemptId: id, held: true });
  expect(where()).toMatchObject({ kind: 'call', owner: id });
});

test('what is put is found', () => {
  const at = new TestExchange();
  const [id] = at.talking();
  const call = answeredCall(at.x, id);
  if (call !== undefined) putTalk(at.x, call, { isHeld: true });
  expect(answeredCall(at.x, id)?.talk.isHeld).toBe(true);
  const ben = lineOf(at.x, agentId('ben'));
  expect(at.x.lines.has(ben.agentId)).toBe(false);
  putLine(at.x, { ...ben, music: true });
  expect(lineOf(at.x, ben.agentId).music).toBe(true);
});
