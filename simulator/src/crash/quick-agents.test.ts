import { must } from '@outpace/engine/basics/assert.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from '../checkers/scene.ts';
import { nextCommand } from './quick-agents.ts';

test('an agent who is not ready gets ready, once', () => {
  const scene = new Scene([]);
  const { agentId } = scene;
  scene.step({ type: 'agent-logged-on', agentId, name: 'Ann', groupIds: [] });
  const view = must(agentView(scene.state, agentId), 'a view');
  const next = nextCommand(view, 'run');
  expect(next?.command).toEqual({ type: 'set-ready' });
  expect(nextCommand(view, 'run')?.once).toBe(next?.once);
});

test('who talks does nothing, and who has talked says so with a note of their own', () => {
  const scene = new Scene([]);
  const { attemptId } = openedIn(scene.dial());
  scene.answer(attemptId);
  const view = () => must(agentView(scene.state, scene.agentId), 'a view');
  expect(nextCommand(view(), 'run')).toBeUndefined();
  scene.step({ type: 'call-ended', attemptId, result: 'answer' });
  const { id } = must(view().interaction, 'an interaction');
  expect(nextCommand(view(), 'run')).toMatchObject({
    once: id,
    command: { type: 'mark-done', draft: { note: `note of ${id} in run` } },
  });
});
