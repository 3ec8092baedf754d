import { expect, onTestFinished, test } from 'vitest';
import { LoopWatch } from './loop-watch.ts';

test('the loop is late after four late beats in a row, and no longer after one in time', () => {
  let now = 0;
  const watch = new LoopWatch(() => now);
  onTestFinished(() => watch.stop());
  const beat = (lateMs: number): boolean => {
    watch.stop();
    watch.start();
    now += 100 + lateMs;
    watch.beat();
    return watch.isLate;
  };
  expect([beat(9_000), beat(0), beat(501), beat(501), beat(501)]).not.toContain(true);
  expect(beat(501)).toBe(true);
  expect(beat(9_000)).toBe(true);
  expect(beat(500)).toBe(false);
});

test('it beats by itself', async () => {
  let asked = 0;
  const watch = new LoopWatch(() => {
    asked += 1;
    return asked * 10_000;
  });
  onTestFinished(() => watch.stop());
  watch.start();
  await expect.poll(() => watch.isLate, { timeout: 30_000 }).toBe(true);
});
