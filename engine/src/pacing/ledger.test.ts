import { describe, expect, test } from 'vitest';
import { hours, instant, minutes } from '../basics/time.ts';
import type { AbandonmentCeiling } from './contract.ts';
import { Ledger } from './ledger.ts';

const CEILING: AbandonmentCeiling = { share: 0.03, periodMs: hours(720) };
/** One live answer in 20 s. */
const PER_MS = 1 / 20_000;
const FIVE = instant(hours(5));
const MANY = Number.POSITIVE_INFINITY;

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
    ['a new period: a little under the limit', 0, 0, 0.022, false],
    ['on the way: the same', 1_000, 27, 0.0316, false],
    ['in debt: less, and sooner than in two hours', 1_000, 30, 0.0208, false],
    ['saved: more, but at most twice the limit', 1_000, 0, 0.06, false],
    ['overdrawn: so little that it is repaid, and agents are not idle', 1_000, 40, 0.0024, true],
  ])('%s', (_name, answers, abandoned, share, isSpent) => {
    const intent = booked(CEILING, answers, abandoned).intended(FIVE, PER_MS, MANY);
    expect([intent.share, intent.isSpent]).toEqual([expect.closeTo(share, 3), isSpent]);
  });

  test('a limit of zero intends nothing', () => {
    const none = new Ledger({ ...CEILING, share: 0 }).intended(instant(0), PER_MS, MANY);
    expect(none).toEqual({ share: 0, isSpent: true });
  });

  test('overdrawn with few answers to come: nothing to speak of, for they cannot repay it', () => {
    const shares = [0, 10, 100, 1_000].map(
      (left) => booked(CEILING, 1_000, 90).intended(FIVE, 4 * PER_MS, left).share,
    );
    const parts = [0, 0.3, 3, 30].map((lost) => lost / 40);
    expect(shares).toEqual(parts.map((part) => expect.closeTo(0.009 * part, 9)));
  });

  test('a burnt half hour is answered at once, whatever the month has saved', () => {
    const before = { liveAnswers: 50_000, abandoned: 100 };
    const ledger = new Ledger({ ...CEILING, before });
    for (let place = 0; place < 45; place += 1) {
      ledger.book(instant(minutes(100) + place * 20_000), place % 4 === 0);
    }
    const shareAt = (minute: number): number =>
      ledger.intended(instant(minutes(minute)), PER_MS, MANY).share;
    expect([shareAt(115), shareAt(160)]).toEqual([
      expect.closeTo(0.00243, 9),
      expect.closeTo(0.06, 9),
    ]);
  });

  test('near the end of the period only what is left is counted on', () => {
    const ledger = booked({ ...CEILING, endsAt: instant(hours(5) + minutes(10)) }, 1_000, 28);
    const left = (0.99 * 0.03 * 1_030 - 2 - 28) / 30;
    expect(ledger.intended(FIVE, PER_MS, MANY).share).toBeCloseTo(left, 6);
  });

  test('near the end of the lists as well: a debt cannot be paid back by nobody', () => {
    const { share } = booked(CEILING, 1_000, 28).intended(FIVE, PER_MS, 50);
    expect(share).toBeCloseTo((0.99 * 0.03 * 1_050 - 3 - 28) / 50, 6);
  });

  test('the fewer answers come, the sooner a debt is paid back', () => {
    const ledger = booked(CEILING, 1_000, 30);
    const intended = [PER_MS / 4, PER_MS, PER_MS * 4].map(
      (perMs) => ledger.intended(FIVE, perMs, MANY).share,
    );
    expect(intended).toEqual(intended.toSorted((one, other) => one - other));
    expect(intended[0]).toBeLessThan(0.009);
  });
});

test('answers older than the period are forgotten, what was before the session is counted', () => {
  const before = { liveAnswers: 10, abandoned: 1 };
  const ledger = new Ledger({ share: 0.03, periodMs: hours(24), before });
  ledger.book(instant(0), true);
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([11, 2]);
  ledger.intended(instant(hours(25)), PER_MS, MANY);
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
  ledger.withdraw(instant(9_000), false);
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([1, 1]);
  ledger.withdraw(instant(9_000), true);
  expect([ledger.liveAnswers, ledger.abandoned]).toEqual([0, 0]);
});
