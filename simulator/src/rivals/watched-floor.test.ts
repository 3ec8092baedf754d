import { instant } from '@outpace/engine/basics/time.ts';
import type { PacingEvent } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import { type PastCall, WatchedFloor } from './watched-floor.ts';

const EVENTS: readonly (readonly [at: number, event: Record<string, string>])[] = [
  [0, { type: 'agent-changed', agentId: 'agent', state: 'ready' }],
  [1, { type: 'attempt-opened', attemptId: 'a' }],
  [1, { type: 'attempt-opened', attemptId: 'b' }],
  [2, { type: 'attempt-ringing', attemptId: 'a' }],
  [5, { type: 'attempt-answered', attemptId: 'a' }],
  [6, { type: 'attempt-classified', attemptId: 'a', verdict: 'person' }],
  [6, { type: 'attempt-connected', attemptId: 'a' }],
  [6, { type: 'agent-changed', agentId: 'agent', state: 'talking' }],
  [7, { type: 'attempt-answered', attemptId: 'b' }],
  [8, { type: 'attempt-classified', attemptId: 'b', verdict: 'person' }],
  [9, { type: 'agent-changed', agentId: 'agent', state: 'wrap-up' }],
  [9, { type: 'attempt-ended', attemptId: 'a' }],
  [10, { type: 'attempt-ended', attemptId: 'b' }],
];

test('who is where since when, and what ended how', () => {
  const past: PastCall[] = [];
  const floor = new WatchedFloor((call) => past.push(call));
  for (const [at, event] of EVENTS) {
    floor.observe({ ...event, at: instant(at) } as PacingEvent);
    if (at === 8) {
      expect(floor.countCalls('live')).toBe(1);
      expect(floor.countCalls('live', 'with-agent')).toBe(2);
      expect(floor.count('talking', 'wrap-up')).toBe(1);
    }
  }
  expect(floor.agents.get('agent')).toEqual({ state: 'wrap-up', since: 9, talkSince: 6 });
  expect(floor.calls.size).toBe(0);
  expect(past).toMatchObject([
    { openedAt: 1, answeredAt: 5, connectedAt: 6, endedAt: 9, isDropped: false },
    { openedAt: 1, answeredAt: 7, connectedAt: 0, endedAt: 10, isDropped: true },
  ]);
});
