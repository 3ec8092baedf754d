import { expect, test } from 'vitest';
import { Invariants } from './invariants.ts';
import { openedIn, Scene } from './scene.ts';

test('a state that contradicts itself is found', () => {
  const scene = new Scene([new Invariants()]);
  const moment = scene.dial();
  expect(scene.broken).toEqual([]);
  scene.state.chains.delete(openedIn(moment).chainId);
  scene.show(moment);
  expect(scene.broken.length).toBeGreaterThan(0);
});
