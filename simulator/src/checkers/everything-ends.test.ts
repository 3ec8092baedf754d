import { after, hours } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { DELIVERIES } from '../plans.ts';
import { EverythingEnds } from './everything-ends.ts';
import { openedIn, Scene } from './scene.ts';

test('an offer that outlives its end is found', () => {
  const [delivery] = DELIVERIES;
  if (delivery === undefined) throw new Error('no delivery');
  const scene = new Scene([new EverythingEnds()], { delivery });
  const moment = scene.dial();
  expect([scene.state.offers.size, scene.broken]).toEqual([1, []]);
  scene.show({ ...moment, at: after(scene.at, hours(1)) });
  expect(scene.broken).toEqual([expect.stringContaining('has outlived its end')]);
});

test('a reservation for nothing is found', () => {
  const scene = new Scene([new EverythingEnds()]);
  const moment = scene.dial();
  scene.state.attempts.delete(openedIn(moment).attemptId);
  scene.show(moment);
  expect(scene.broken).toEqual(['agent ann is reserved for nothing']);
});

test('what is left at rest is found', () => {
  const scene = new Scene([new EverythingEnds()]);
  scene.dial();
  const { at, state, store } = scene;
  scene.show({ type: 'rest', at, state, store, legs: [] });
  expect(scene.broken).toContain('session group-scene is still loaded');
  expect(scene.broken).toContain('agent ann is still logged on');
  expect(scene.broken.some((text) => text.endsWith('is still leased'))).toBe(true);
});
