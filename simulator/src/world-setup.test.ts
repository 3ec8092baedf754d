import { expect, test } from 'vitest';
import { smoke } from './scenarios/smoke.ts';
import { limitsOf } from './world-setup.ts';

test('where trunks have a rate it is a limit of the site', () => {
  const setup = smoke.setUp(1, smoke.sizeOf(1));
  expect(limitsOf(setup)).toEqual(setup.limits);
  const trunks = [{ name: 'one', callsPerSecond: 5, channels: 0 }];
  expect(limitsOf({ ...setup, trunks }).callsPerSecond).toBe(5);
});
