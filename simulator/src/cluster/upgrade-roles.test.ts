import { must } from '@outpace/engine/basics/assert.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from '../checkers/scene.ts';
import { type Role, workAs } from './upgrade-roles.ts';

/** What an agent in this role does next, in a call and after it. */
function days() {
  const scene = new Scene([]);
  const { attemptId } = openedIn(scene.dial());
  scene.answer(attemptId);
  const inCall = must(agentView(scene.state, scene.agentId), 'a view');
  scene.step({ type: 'call-ended', attemptId, result: 'answer' });
  const afterCall = must(agentView(scene.state, scene.agentId), 'a view');
  const next = (role: Role, view: typeof inCall, note: string, isOver: boolean) => {
    const interaction = must(view.interaction, 'an interaction');
    const draft = { ...interaction.draft, note: note.replace('ID', interaction.id) };
    const shown = { ...view, interaction: { ...interaction, draft } };
    return workAs(role)(shown, 'run', isOver)?.command.type;
  };
  return { inCall, afterCall, next };
}

test.each<
  [role: Role, isOver: boolean, inCall: (string | undefined)[], after: (string | undefined)[]]
>([
  ['talks', false, ['save-draft', undefined], ['save-draft', undefined]],
  ['talks', true, ['end-call', 'end-call'], ['save-draft', 'mark-done']],
  ['writes', false, ['end-call', 'end-call'], ['save-draft', undefined]],
  ['writes', true, ['end-call', 'end-call'], ['save-draft', 'mark-done']],
  ['works', false, ['end-call', 'end-call'], ['save-draft', 'mark-done']],
])('who %s, when it is over: %s', (role, isOver, inCall, after) => {
  const { inCall: talking, afterCall, next } = days();
  const noted = `${role} about ID`;
  expect([next(role, talking, '', isOver), next(role, talking, noted, isOver)]).toEqual(inCall);
  expect([next(role, afterCall, '', isOver), next(role, afterCall, noted, isOver)]).toEqual(after);
});

test('who holds nothing gets ready', () => {
  const scene = new Scene([]);
  const { agentId } = scene;
  scene.step({ type: 'agent-logged-on', agentId, name: 'Ann', groupIds: [] });
  const view = must(agentView(scene.state, agentId), 'a view');
  expect(workAs('talks')(view, 'run', false)?.command).toEqual({ type: 'set-ready' });
});
