import { interactionId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { announceRecording } from './announcement.ts';
import { bridge } from './calls.ts';
import { onRecorderUp, onRecordingStarted, record } from './recordings.ts';
import { TestExchange } from './test-exchange.ts';

test('an announcement waits until customer and agent are together, and is made once', () => {
  const at = new TestExchange();
  const call = at.answered();
  const agent = at.agentUp();
  const order = { type: 'record', attemptId: call, interactionId: interactionId('i1') } as const;
  record(at.x, { ...order, what: 'start', announcement: 'beep' });
  onRecorderUp(at.x, call, at.legOf('recorder'));
  onRecordingStarted(at.x, call, at.legOf('recorder'));
  const announced = (): number =>
    at.asked().filter((line) => line === 'playInBridge desk:ann sound:beep').length;
  expect(announced()).toBe(0);
  bridge(at.x, { type: 'bridge', attemptId: call, agentId: agent, beep: false });
  expect(announced()).toBe(1);
  announceRecording(at.x, call);
  expect(announced()).toBe(0);
});
