import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from './scene.ts';
import { Views } from './views.ts';

test('an agent who is not told of a change is found', () => {
  const scene = new Scene([new Views()]);
  const { attemptId } = openedIn(scene.dial());
  const { effects, ...moment } = scene.answer(attemptId);
  expect(scene.broken).toEqual([]);
  const agent = must(scene.state.agents.get(scene.agentId), 'ann');
  scene.state.agents.set(scene.agentId, { ...agent, pending: { to: 'logged-off' } });
  scene.show({ ...moment, effects: [] });
  expect(scene.broken).toEqual([expect.stringContaining('agent ann was not told of')]);
});
