import { newPhone, withReach } from '@outpace/engine/agents/agent-phone.ts';
import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { AgentsAreHeard } from './agents-are-heard.ts';
import { openedIn, Scene } from './scene.ts';

const mute = newPhone('needed');

function bent(change: (scene: Scene) => void) {
  const scene = new Scene([new AgentsAreHeard()]);
  const moment = scene.dial();
  const answered = scene.answer(openedIn(moment).attemptId);
  expect(scene.broken).toEqual([]);
  change(scene);
  scene.show(moment);
  scene.show(answered);
  return scene.broken;
}
const withPhone = (phone: typeof mute) => (scene: Scene) => {
  const agent = must(scene.state.agents.get(scene.agentId), 'the agent');
  scene.state.agents.set(scene.agentId, { ...agent, phone });
};

test('a call given to somebody who cannot be heard is found', () => {
  expect(bent(withPhone(mute))).toEqual([
    'agent ann is given a call and cannot be heard',
    'agent ann is given a call and cannot be heard',
    'agent ann is joined without a leg',
  ]);
});

test('a customer joined to no leg is found', () => {
  expect(bent(withPhone(withReach(mute, true)))).toEqual(['agent ann is joined without a leg']);
});

test('a leg that is left at rest is found', () => {
  const scene = new Scene([new AgentsAreHeard()]);
  const { state, store, at, agentId } = scene;
  const of = { attemptId: openedIn(scene.dial()).attemptId, agentId: undefined };
  const leg = { of: 'attempt', ...of, state: 'ringing', isHeld: false, recording: 'off' } as const;
  scene.show({ type: 'rest', at, state, store, legs: [leg, { of: 'agent', agentId }] });
  expect(scene.broken).toEqual([
    `the leg of attempt ${of.attemptId} is left`,
    'the leg of agent ann is left',
  ]);
});
