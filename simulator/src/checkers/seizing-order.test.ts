import { chosenPhone, withLeg } from '@outpace/engine/agents/agent-phone.ts';
import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from './scene.ts';
import { SeizingOrder } from './seizing-order.ts';

const shift = () => {
  const scene = new Scene([new SeizingOrder()], { mode: 'progressive-seizing' });
  return { scene, dialed: scene.dial() };
};

test('an agent on the line, a call for them, and an answer are as they should be', () => {
  const { scene, dialed } = shift();
  scene.answer(openedIn(dialed).attemptId);
  expect(scene.broken).toEqual([]);
});

test('a call that is made with nobody on the line is found', () => {
  const { scene, dialed } = shift();
  scene.state.agents.clear();
  scene.show(dialed);
  expect(scene.broken).toEqual([expect.stringContaining('has 1 calls in the air for 0')]);
});

test('a customer given to an agent who was not on the line is found', () => {
  const { scene, dialed } = shift();
  const answered = scene.answer(openedIn(dialed).attemptId);
  scene.show({ type: 'killed', at: scene.at });
  scene.show(answered);
  expect(scene.broken).toEqual(['agent ann was not on the line for a customer']);
});

/** Called, talked with, and called again from after-call work. */
const again = () => {
  const { scene, dialed } = shift();
  const { attemptId, recordId } = openedIn(dialed);
  scene.answer(attemptId);
  scene.step({ type: 'call-ended', attemptId, result: 'answer' });
  const [interactionId] = [...scene.state.interactions.keys()];
  const to = { kind: 'record', recordId } as const;
  const of = must(interactionId, 'a conversation');
  return { scene, recalled: scene.say({ type: 'recall', interactionId: of, to }) };
};

test('who is called again by an agent on the line is as it should be', () => {
  expect(again().scene.broken).toEqual([]);
});

test('calling again before the agent’s leg is up is found', () => {
  const { scene, recalled } = again();
  const agent = must(scene.state.agents.get(scene.agentId), 'the agent');
  const raising = withLeg(chosenPhone({ kind: 'browser' }), 'raising');
  scene.state.agents.set(scene.agentId, { ...agent, phone: raising });
  scene.show(recalled);
  expect(scene.broken).toEqual([expect.stringContaining('who has no leg')]);
});

test('a call that no agent has asked for is found', () => {
  const { scene, recalled } = again();
  const effects = recalled.effects.filter(({ type }) => type !== 'save-recall');
  scene.show({ ...recalled, effects, event: { type: 'tick', at: scene.at } });
  expect(scene.broken).toEqual([expect.stringContaining('is opened by tick')]);
});
