import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { Abandonment } from './abandonment.ts';
import { openedIn, Scene } from './scene.ts';

function bent(counted: number, result: 'dropped' | 'abandoned'): readonly string[] {
  const scene = new Scene([new Abandonment()]);
  const moment = scene.dial();
  const { attemptId, groupId } = openedIn(moment);
  const session = must(scene.state.sessions.get(groupId), 'the session');
  const counts = { ...session.counts, liveAnswers: 1, abandoned: counted };
  scene.state.sessions.set(groupId, { ...session, counts });
  const closed = {
    type: 'close-attempt',
    attemptId,
    result,
    agentId: undefined,
    answeredAt: scene.at,
    connectedAt: undefined,
    endedAt: scene.at,
    cpd: undefined,
  } as const;
  scene.show({ ...moment, effects: [closed] });
  return scene.broken;
}

test('a person who reached nobody and is not counted is found', () => {
  expect(bent(1, 'abandoned')).toEqual([]);
  expect(bent(0, 'abandoned')).toEqual(['group group-scene counts 0 abandoned, there were 1']);
});

test('a person who is dropped without the message is found', () => {
  expect(bent(1, 'dropped')).toEqual([expect.stringContaining('without a word')]);
});
