import { attemptId, interactionId } from '@outpace/engine/basics/ids.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import { expect, test } from 'vitest';
import { RecordingOrders } from './recording-orders.ts';
import { openedIn, Scene } from './scene.ts';

test.each<[orders: readonly RecordingOrder[], broken: number]>([
  [['start', 'pause', 'resume', 'stop', 'start'], 0],
  [['start', 'start'], 1],
  [['start', 'resume'], 1],
  [['start', 'stop', 'stop'], 1],
  [['start', 'pause', 'pause', 'resume'], 1],
  // Begun before anybody looked.
  [['pause', 'resume'], 0],
])('%j', (orders, broken) => {
  const scene = new Scene([new RecordingOrders()]);
  const moment = scene.dial();
  const { attemptId } = openedIn(moment);
  const answered = scene.answer(attemptId);
  const [id = interactionId('i')] = scene.state.interactions.keys();
  const interaction = scene.state.interactions.get(id);
  if (interaction === undefined) expect.unreachable();
  const on = { state: 'on', why: 'agent', since: scene.at } as const;
  scene.state.interactions.set(id, { ...interaction, recording: on });
  for (const what of orders) {
    const record = { attemptId, interactionId: id, what, announcement: 'none' } as const;
    scene.show({ ...answered, effects: [{ type: 'record', ...record }] });
  }
  expect(scene.broken).toHaveLength(broken);
});

test('a call again is another recording, which is not begun twice either', () => {
  const scene = new Scene([new RecordingOrders()]);
  const moment = scene.dial();
  const { attemptId: first } = openedIn(moment);
  const answered = scene.answer(first);
  const [id = interactionId('i')] = scene.state.interactions.keys();
  const again = attemptId('again');
  const start = { type: 'record', interactionId: id, what: 'start', announcement: 'none' } as const;
  scene.show({ ...answered, effects: [{ ...start, attemptId: first }] });
  scene.show({ ...answered, effects: [{ ...start, attemptId: again }] });
  expect(scene.broken).toEqual([]);
  scene.show({ ...answered, effects: [{ ...start, attemptId: again }] });
  expect(scene.broken).toHaveLength(1);
});
