import { describe, expect, test } from 'vitest';
import { Drift } from './drift.ts';

/** `seconds` in which `perSecond` people are expected and `times` as many come. */
function live(drift: Drift, seconds: number, perSecond: number, times: number): void {
  let owed = 0;
  for (let step = 0; step < seconds * 2; step += 1) {
    owed += (perSecond * times) / 2;
    while (owed >= 1) {
      drift.person();
      owed -= 1;
    }
    drift.elapse(0.5, perSecond / 2, 0);
  }
}

describe('how much more often people answer than the tables say', () => {
  test.each([
    ['as expected', 600, 1, 1, 0.93, 1.07],
    ['twice as often', 120, 1, 2, 1.7, 2.1],
    ['half as often', 300, 1, 0.5, 0.45, 0.65],
    ['nobody, for five minutes', 300, 1, 0, 0.1, 0.2],
    ['little is known: near 1', 60, 0.02, 3, 0.9, 1.3],
  ])('%s', (_name, seconds, perSecond, times, low, high) => {
    const drift = new Drift();
    live(drift, seconds, perSecond, times);
    expect(drift.factor()).toBeGreaterThanOrEqual(low);
    expect(drift.factor()).toBeLessThanOrEqual(high);
  });

  test('a doubling is seen within twenty seconds', () => {
    const drift = new Drift();
    live(drift, 600, 4, 1);
    live(drift, 20, 4, 2);
    expect(drift.factor()).toBeGreaterThan(1.3);
  });

  test('waiting for verdicts is not taken for people who do not answer', () => {
    const late = new Drift();
    for (let step = 0; step < 3; step += 1) late.elapse(0.5, 3, 2);
    expect(late.factor()).toBe(1);
  });

  test('nothing happens: it stays at 1, however long', () => {
    const drift = new Drift();
    for (let step = 0; step < 10_000; step += 1) drift.elapse(5, 0, 2);
    expect(drift.factor()).toBe(1);
  });
});
