import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.ts';

test('the quickest message sets the clock, slower ones do not set it back', () => {
  let local = 1_000;
  const clock = new ServerClock(() => local);
  expect(clock.now()).toBe(1_000);
  clock.learn(5_000);
  expect(clock.now()).toBe(5_000);
  local = 2_000;
  clock.learn(5_700);
  expect(clock.now()).toBe(6_000);
  clock.learn(6_050);
  expect(clock.now()).toBe(6_050);
  clock.reset();
  expect(clock.now()).toBe(2_000);
});
