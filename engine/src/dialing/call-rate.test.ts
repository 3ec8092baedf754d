import { describe, expect, test } from 'vitest';
import { campaignGroupId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { instant } from '../basics/time.ts';
import { CallStarts, callRate, mayStartFrom } from './call-rate.ts';

const RED = campaignGroupId('red');
const GREEN = campaignGroupId('green');
const BLUE = campaignGroupId('blue');
const T0 = instant(1_000_000);
const at = (ms: number): Instant => instant(T0 + ms);
const ALL = Number.POSITIVE_INFINITY;

/** A book that has been kept for long. */
const kept = (callsPerSecond: number | undefined): CallStarts =>
  new CallStarts(callsPerSecond, instant(0));

test.each<[callsPerSecond: number, max: number, spanMs: number]>([
  [0.1, 1, 10_000],
  [0.3, 1, 3_334],
  [1, 1, 1_000],
  [1.9, 1, 1_000],
  [2, 2, 1_000],
  [500, 500, 1_000],
])('%d calls a second are %d in %d ms', (callsPerSecond, max, spanMs) => {
  expect(callRate(callsPerSecond)).toEqual({ max, spanMs });
});

test.each<[callsPerSecond: number, starts: number[], from: number]>([
  [2, [], 500],
  [2, [400], 500],
  [2, [100, 400], 1_100],
  [2, [-900, 400], 500],
  [2, [-500, 100, 400], 1_100],
  [0.5, [400], 2_400],
])('of %d a second after %j one more starts from %d on', (callsPerSecond, starts, from) => {
  expect(mayStartFrom(callRate(callsPerSecond), starts.map(at), at(500))).toBe(at(from));
});

describe('the room of a moment', () => {
  test('without a rate there is always room', () => {
    const starts = new CallStarts(undefined, T0);
    starts.started(RED, T0);
    expect([starts.room(T0), starts.freeFrom(T0)]).toEqual([ALL, T0]);
    expect(starts.share([{ groupId: RED, calls: 1 }], T0)).toBe(ALL);
  });

  test('is what the last second has left, whoever started', () => {
    const starts = kept(3);
    starts.started(RED, at(0));
    starts.started(GREEN, at(300));
    expect([starts.room(at(300)), starts.freeFrom(at(300))]).toEqual([1, at(300)]);
    starts.started(RED, at(300));
    expect([starts.room(at(999)), starts.freeFrom(at(999))]).toEqual([0, at(1_000)]);
    expect([starts.room(at(1_000)), starts.room(at(1_300))]).toEqual([1, 3]);
  });

  test('is none where more have started than may: by hand nobody is kept waiting', () => {
    const starts = kept(1);
    for (const ms of [0, 100, 200]) starts.started(RED, at(ms));
    expect([starts.room(at(300)), starts.freeFrom(at(300))]).toEqual([0, at(1_200)]);
  });

  test('what an earlier process started is not known: its last second is waited out', () => {
    const starts = new CallStarts(5, T0);
    expect([starts.room(at(999)), starts.freeFrom(at(1))]).toEqual([0, at(1_000)]);
    expect(starts.room(at(1_000))).toBe(5);
  });
});

describe('what is one’s own', () => {
  const claim = (groupId: typeof RED, calls = ALL) => ({ groupId, calls });

  test.each<[what: string, others: [typeof RED, number][], share: number]>([
    ['alone: all of it', [], 6],
    ['of two the half', [[GREEN, ALL]], 3],
    [
      'of three the third',
      [
        [GREEN, ALL],
        [BLUE, ALL],
      ],
      2,
    ],
    ['what another does not want', [[GREEN, 1]], 5],
    [
      'what two others do not want',
      [
        [GREEN, 1],
        [BLUE, 1],
      ],
      4,
    ],
  ])('%s', (_what, others, share) => {
    const claims = others.map(([groupId, calls]) => claim(groupId, calls));
    expect(kept(6).share([claim(RED), ...claims], T0)).toBe(share);
  });

  test('one call goes to whoever had least of late', () => {
    const starts = kept(1);
    starts.started(RED, at(0));
    expect(starts.share([claim(RED), claim(GREEN)], at(1_000))).toBe(0);
    expect(starts.share([claim(GREEN), claim(RED)], at(1_000))).toBe(1);
    starts.started(GREEN, at(1_000));
    // The older one is forgotten a little more.
    expect(starts.share([claim(GREEN), claim(RED)], at(2_000))).toBe(0);
    expect(starts.share([claim(RED), claim(GREEN)], at(2_000))).toBe(1);
  });

  test('who was quiet catches up, and is owed nothing for ever', () => {
    const starts = kept(4);
    for (let n = 0; n < 400; n += 1) starts.started(RED, at(n * 250));
    expect(starts.share([claim(GREEN), claim(RED)], at(101_000))).toBe(4);
    expect(starts.share([claim(GREEN), claim(RED)], at(200_000))).toBe(2);
  });

  test('where there is no room nobody has a share', () => {
    const starts = kept(1);
    starts.started(BLUE, at(0));
    expect(starts.share([claim(RED), claim(GREEN)], at(1))).toBe(0);
    expect(starts.share([claim(RED)], at(1))).toBe(0);
  });
});
