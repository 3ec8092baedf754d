import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { CallingWindows } from './calling-windows.ts';
import { Scene } from './scene.ts';

test('a dial at night is found', () => {
  const scene = new Scene([new CallingWindows()]);
  const moment = scene.dial();
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, at: instant(Date.UTC(2026, 10, 23, 3)) });
  expect(scene.broken).toEqual([expect.stringContaining('at a closed hour of UTC')]);
});
