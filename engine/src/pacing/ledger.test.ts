import { describe, expect, test } from 'vitest';
import { hours, instant, minutes } from '../basics/time.ts';
import type { AbandonmentCeiling } from './contract.ts';
import { Ledger } from './ledger.ts';

const CEILING: AbandonmentCeiling = { share: 0.03, periodMs: hours(720) };
/** One live answer in 20 s. */
const PER_MS = 1 / 20_000;

function booked(ceiling: AbandonmentCeiling, answers: number, abandoned: number): Ledger {
  const ledger = new Ledger(ceiling);
  // Over five hours, so that the last half hour holds a tenth.
  for (let place = 0; place < answers; place += 1) {
    const at = instant((place * hours(5)) / answers);
    ledger.book(at, isLost(place, answers, abandoned));
  }
  return ledger;
}

const isLost = (place: number, answers: number, abandoned: number): boolean =>
  Math.floor(((place + 1) * abandoned) / answers) > Math.floor((place * abandoned) / answers);

describe('what is intended for the next answers', () => {
  test.each([
    ['a new period: a little under the limit', 0, 0, 0.0294],
    ['exactly on the way: the same', 1_000, 28, 0.0333],
    ['saved: more, but at most twice the limit', 1_000, 0, 0.06],
    ['overdrawn: less', 1_000, 40, 0],
  ])('%s', (_name, answers, abandoned, share) => {
    const ledger = booked(CEILING, answers, abandoned);
    expect(ledger.intended(instant(hours(5)), PER_MS)).toBeCloseTo(share, 3);
  });

  test('a limit of zero intends nothing', () => {
    expect(new Ledger({ ...CEILING, share: 0 }).intended(instant(0), PER_MS)).toBe(0);
  });

  test('a burnt half hour is answered at once, whatever the month has saved', () => {
    const before = { liveAnswers: 50_000, abandoned: 100 };
    const ledger = new Ledger({ ...CEILING, before });
    for (let place = 0; place < 45; place += 1) {
      ledger.book(instant(minutes(100) + place * 20_000), place % 4 === 0);
    }
    expect(ledger.intended(instant(minutes(115)), PER_MS)).toBe(0);
    expect(ledger.intended(instant(minutes(160)), PER_MS)).toBeCloseTo(0.06, 9);
  });

  test('near the end of the period only what is left is counted on', () => {
    const ledger = booked({ ...CEILING, endsAt: instant(hours(5) + minutes(10)) }, 1_000, 29);
    expect(ledger.intended(instant(hours(5)), PER_MS)).toBeCloseTo(
      (0.98 * 0.03 * 1_030 - 29) / 30,
      6,
    );
  });
});

test('answers older than the period are forgotten, what was before the session is counted', () => {
  const before = { liveAnswers: 10, abandoned: 1 };
  const ledger = new Ledger({ share: 0.03, periodMs: hours(24), before });
  ledger.book(instant(0), true);
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([11, 2]);
  ledger.intended(instant(hours(25)), PER_MS);
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([10, 1]);
});

test('it follows what the owner counts, corrections included', () => {
  const ledger = new Ledger(CEILING);
  ledger.follow(instant(0), { liveAnswers: 12, abandoned: 1 });
  ledger.follow(instant(1_000), { liveAnswers: 11, abandoned: 1 });
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([11, 1]);
});

test('a machine that was booked as a person is taken out again', () => {
  const ledger = new Ledger(CEILING);
  ledger.book(instant(0), false);
  ledger.book(instant(0), true);
  ledger.withdraw(instant(9_000));
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([1, 1]);
});
