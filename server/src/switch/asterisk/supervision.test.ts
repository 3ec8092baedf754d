import { agentId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import { onAgentLegGone, onAgentLegUp, raiseAgent } from './agent-legs.ts';
import { onGone } from './calls.ts';
import { parseLegId } from './leg-id.ts';
import { onSpyGone, onSpyUp } from './spies.ts';
import { supervise } from './supervision.ts';
import { TestExchange } from './test-exchange.ts';

let at: TestExchange;
const sue = agentId('sue');

beforeEach(() => {
  at = new TestExchange();
});

/** A supervisor whose leg is up, and a call. */
function watching() {
  const [call, ann] = at.talking();
  at.agentUp('sue', false);
  at.asked();
  return { call, ann };
}

function spyUp(): void {
  const id = at.legOf('spy');
  const name = parseLegId(id);
  if (name !== undefined) onSpyUp(at.x, name, id);
}

test('a supervisor hears both through a spy on the leg of the agent', () => {
  const { call } = watching();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
  expect(at.asked()).toEqual(['snoop agent:ann spy:sue outpace-main both none']);
  spyUp();
  expect(at.asked()).toEqual(['addChannel desk:sue spy:sue']);
});

test('a whisper takes another spy, joining in none', () => {
  const { call } = watching();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
  spyUp();
  at.asked();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'whisper' });
  expect(at.asked()).toEqual(['snoop agent:ann spy:sue outpace-main both out', 'hangUp spy:sue']);
  spyUp();
  at.asked();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'barge' });
  expect(at.asked()).toEqual([
    'createBridge call:a1 mixing,proxy_media',
    'addChannel call:a1 agent:ann',
    'addChannel call:a1 agent:sue',
    'addChannel call:a1 customer:a1',
    'hangUp spy:sue',
  ]);
});

test('who stops, waits for the next call', () => {
  const { call } = watching();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
  spyUp();
  at.asked();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'stop' });
  expect(at.asked()).toEqual(['hangUp spy:sue']);
});

test('the end of the call ends it too', () => {
  const { call } = watching();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
  spyUp();
  at.asked();
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  expect(at.asked()).toContain('hangUp spy:sue');
});

test('the leg of the supervisor may come later', () => {
  const [call] = at.talking();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
  expect(at.asked()).toEqual([]);
  raiseAgent(at.x, { type: 'raise-agent', agentId: sue, music: false });
  onAgentLegUp(at.x, sue, at.legOf('agent'));
  expect(at.asked().at(-1)).toBe('snoop agent:ann spy:sue outpace-main both none');
});

test('when the agent is lost the customer is heard, and then the agent again', () => {
  const { call, ann } = watching();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'whisper' });
  const spy = at.legOf('spy');
  spyUp();
  onAgentLegGone(at.x, ann, at.x.lines.get(ann)?.leg.phase === 'up' ? legOf('ann') : '');
  const name = parseLegId(spy);
  if (name !== undefined) onSpyGone(at.x, name, spy);
  expect(at.asked()).toContain(`snoop customer:${call} spy:sue outpace-main both none`);
});

const legOf = (agent: string): string => {
  const leg = at.x.lines.get(agentId(agent))?.leg;
  return leg?.phase === 'up' ? leg.legId : '';
};

test('a spy that nobody waits for is let go', () => {
  const { call } = watching();
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'listen' });
  const spy = at.legOf('spy');
  supervise(at.x, { attemptId: call, supervisorId: sue, how: 'stop' });
  at.asked();
  const name = parseLegId(spy);
  if (name !== undefined) onSpyUp(at.x, name, spy);
  expect(at.asked()).toEqual(['hangUp spy:sue']);
});
