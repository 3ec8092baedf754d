import { expect, test } from 'vitest';
import { MessagesAreHeardOut } from './messages-are-heard-out.ts';
import { openedIn, Scene } from './scene.ts';

function told() {
  const scene = new Scene([new MessagesAreHeardOut()]);
  const moment = scene.dial();
  const { attemptId } = openedIn(moment);
  const play = { type: 'play-and-release', attemptId, message: 'sorry', when: 'now' } as const;
  return { scene, moment, attemptId, play };
}

test('a message that is cut short is found', () => {
  const { scene, moment, attemptId, play } = told();
  scene.show({ ...moment, effects: [{ type: 'hang-up', attemptId }] });
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, effects: [play] });
  scene.show({ ...moment, effects: [{ type: 'hang-up', attemptId }] });
  expect(scene.broken).toEqual([`hang-up to attempt ${attemptId}, which hears a message`]);
});

test('also one that the switch plays by itself', () => {
  const { scene, moment, attemptId } = told();
  const { agentId } = scene;
  const bridge = { type: 'bridge', attemptId, agentId, beep: false } as const;
  const at = scene.at;
  scene.show({ ...moment, event: { type: 'call-orphaned', attemptId, at }, effects: [bridge] });
  expect(scene.broken).toEqual([`bridge to attempt ${attemptId}, which hears a message`]);
});
