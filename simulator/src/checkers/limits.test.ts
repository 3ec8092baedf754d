import { expect, test } from 'vitest';
import { Limits } from './limits.ts';
import { Scene } from './scene.ts';

test('too many deadlines are found', () => {
  const scene = new Scene([new Limits()]);
  const moment = scene.dial();
  expect(scene.broken).toEqual([]);
  for (let n = 0; n < 20_000; n += 1) {
    scene.state.deadlines.push({ at: scene.at, of: 'agent', id: 'ann' });
  }
  scene.show(moment);
  expect(scene.broken).toEqual([expect.stringContaining('deadlines, limit')]);
});
