import { newPhone } from '@outpace/engine/agents/agent-phone.ts';
import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { AssuredConnection } from './assured-connection.ts';
import { openedIn, Scene } from './scene.ts';

const shift = () => {
  const scene = new Scene([new AssuredConnection()], { assured: { of: 'everybody' } });
  return { scene, dialed: scene.dial() };
};

test('dialed with the agent on the line and answered, nothing is wrong', () => {
  const { scene, dialed } = shift();
  scene.answer(openedIn(dialed).attemptId);
  expect(scene.broken).toEqual([]);
});

test('a customer who is dialed before the agent’s leg is up is found, decided and ordered', () => {
  const { scene, dialed } = shift();
  const { state, store, agentId, at } = scene;
  const agent = must(state.agents.get(agentId), 'the agent');
  state.agents.set(agentId, { ...agent, phone: newPhone('needed') });
  scene.show(dialed);
  const originate = must(
    dialed.effects.find((effect) => effect.type === 'originate'),
    'the order',
  );
  scene.show({ type: 'sent', at, action: originate, store });
  const { attemptId } = openedIn(dialed);
  expect(scene.broken).toEqual([
    `attempt ${attemptId} is dialed without its agent on the line`,
    `attempt ${attemptId} is ordered without its agent`,
  ]);
});

test('one who waits, and one who is abandoned, are found', () => {
  const { scene, dialed } = shift();
  const { attemptId } = openedIn(dialed);
  const { state } = scene;
  const attempt = must(state.attempts.get(attemptId), 'the attempt');
  const { at } = dialed;
  state.attempts.set(attemptId, { ...attempt, phase: 'waiting', answeredAt: at, abandonAt: at });
  scene.show({ ...dialed, effects: [] });
  const closed = {
    type: 'close-attempt',
    attemptId,
    result: 'abandoned',
    agentId: undefined,
    answeredAt: at,
    connectedAt: undefined,
    endedAt: at,
    cpd: undefined,
  } as const;
  scene.show({ ...dialed, effects: [closed] });
  expect(scene.broken).toEqual([
    `assured customer of ${attemptId} waits for an agent`,
    `assured customer of ${attemptId} is abandoned`,
  ]);
});

test('whom the switch sent off while nobody heard of the answer is nobody’s fault here', () => {
  const { scene, dialed } = shift();
  scene.step({ type: 'call-orphaned', attemptId: openedIn(dialed).attemptId });
  expect(scene.broken).toEqual([]);
});
