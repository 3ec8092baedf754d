import { expect, test } from 'vitest';
import { OneToOne } from './one-to-one.ts';
import { openedIn, Scene } from './scene.ts';

test('a dial without an agent of its own is found', () => {
  const scene = new Scene([new OneToOne()]);
  const moment = scene.dial();
  expect(scene.broken).toEqual([]);
  const effects = [{ ...openedIn(moment), agentId: undefined }];
  scene.show({ ...moment, effects });
  expect(scene.broken).toEqual([expect.stringContaining('without its agent')]);
});

test('at two lines per agent nobody is reserved, and that is right', () => {
  const scene = new Scene([new OneToOne()], { multiplier: 2 });
  expect(openedIn(scene.dial()).agentId).toBeUndefined();
  expect(scene.broken).toEqual([]);
});
