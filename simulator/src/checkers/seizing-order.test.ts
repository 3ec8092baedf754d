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
