import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

const trunk = (over: Partial<TrunkSettings> = {}): TrunkSettings => ({
  name: 'carrier',
  host: 'sip.example.org',
  callsPerSecond: 100,
  channels: 30,
  ...over,
});
const start = instant(1_000_000);
const at = (ms: number): Instant => instant(start + ms);

/** What one call after the other gets, in a word: the trunk, the wait in ms, or `full`. */
function takes(pool: TrunkPool, count: number, when = start, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, n) => {
    const choice = pool.take(`leg-${from + n}`, when);
    if (choice.of === 'later') return `in ${choice.at - when}`;
    return choice.of === 'trunk' ? choice.trunk.name : 'full';
  });
}

describe('calls a second', () => {
  test.each<[callsPerSecond: number, started: number, waitMs: number]>([
    [0.1, 1, 10_000],
    [1, 1, 1_000],
    [10, 1, 100],
    [19, 1, 53],
    [20, 2, 50],
    [100, 10, 10],
    [500, 50, 2],
  ])('%d: %d start at once, the next in %d ms', (callsPerSecond, started, waitMs) => {
    const busy = (): TrunkPool => {
      const pool = new TrunkPool([trunk({ callsPerSecond, channels: 1_000 })]);
      expect(takes(pool, started)).toEqual(Array(started).fill('carrier'));
      return pool;
    };
    expect(takes(busy(), 1, start, 100)).toEqual([`in ${waitMs}`]);
    // Shares of a call are counted in binary: a ms more is no harm, one less would be.
    expect(takes(busy(), 1, at(waitMs - 1), 100)[0]).toMatch(/^in [12]$/);
    expect(takes(busy(), 2, at(waitMs), 100)[0]).toBe('carrier');
  });

  test('a quiet time is not saved up', () => {
    const pool = new TrunkPool([trunk({ callsPerSecond: 20, channels: 1_000 })]);
    takes(pool, 2);
    expect(takes(pool, 3, at(3_600_000), 10)).toEqual(['carrier', 'carrier', 'in 50']);
  });

  test('what was saved up does not add to the calls of its second', () => {
    const pool = new TrunkPool([trunk({ callsPerSecond: 20, channels: 1_000 })]);
    const started = Array.from({ length: 1_000 }, (_, ms) => takes(pool, 2, at(ms), ms * 2))
      .flat()
      .filter((choice) => choice === 'carrier').length;
    expect(started).toBe(20);
    expect(takes(pool, 2, at(999), 5_000)).toEqual(['in 1', 'in 1']);
    expect(takes(pool, 2, at(1_000), 5_010)[0]).toBe('carrier');
  });

  test('what an earlier process has started is not known, and waited out', () => {
    const pool = new TrunkPool([trunk({ callsPerSecond: 0.5 })], start);
    expect(takes(pool, 1)).toEqual(['in 2000']);
    expect(takes(pool, 2, at(2_000), 10)).toEqual(['carrier', 'in 2000']);
  });

  test('the next trunk is used meanwhile, and the soonest is waited for', () => {
    const slow = trunk({ name: 'slow', callsPerSecond: 1 });
    const quick = trunk({ name: 'quick', callsPerSecond: 10 });
    expect(takes(new TrunkPool([slow, quick]), 3)).toEqual(['slow', 'quick', 'in 100']);
  });
});

describe('channels', () => {
  test('no more calls than channels, and one more when one is free', () => {
    const pool = new TrunkPool([trunk({ channels: 2 })]);
    expect(takes(pool, 3)).toEqual(['carrier', 'carrier', 'full']);
    pool.release('leg-0');
    expect(takes(pool, 2, start, 10)).toEqual(['carrier', 'full']);
  });

  test('a leg is freed once, and a stranger frees nothing', () => {
    const pool = new TrunkPool([trunk({ channels: 2 })]);
    takes(pool, 2);
    pool.release('leg-0');
    pool.release('leg-0');
    pool.release('somebody');
    expect(takes(pool, 2, start, 10)).toEqual(['carrier', 'full']);
  });

  test('a leg that was there before us counts, once, and costs no permission to start', () => {
    const pool = new TrunkPool([trunk({ channels: 2, callsPerSecond: 10 })]);
    pool.occupy('found', 'carrier');
    pool.occupy('found', 'carrier');
    pool.occupy('elsewhere', 'other');
    expect(takes(pool, 2)).toEqual(['carrier', 'full']);
    pool.release('found');
    expect(takes(pool, 1, start, 10)).toEqual(['in 100']);
  });

  test('when all is counted anew nothing is taken', () => {
    const pool = new TrunkPool([trunk({ channels: 2 })]);
    takes(pool, 2);
    pool.releaseAll();
    pool.release('leg-0');
    expect(takes(pool, 3, start, 10)).toEqual(['carrier', 'carrier', 'full']);
  });

  test('the emptiest trunk first, by its share', () => {
    const pool = new TrunkPool([
      trunk({ name: 'two', channels: 2 }),
      trunk({ name: 'four', channels: 4 }),
    ]);
    expect(takes(pool, 7)).toEqual(['two', 'four', 'four', 'two', 'four', 'four', 'full']);
  });
});

describe('a trunk that cannot be reached', () => {
  test('carries nothing, and comes back', () => {
    const pool = new TrunkPool([trunk({ name: 'one' }), trunk({ name: 'two' })]);
    pool.setReachable('one', false);
    expect(takes(pool, 2)).toEqual(['two', 'two']);
    pool.setReachable('two', false);
    expect(takes(pool, 1, start, 10)).toEqual(['full']);
    pool.setReachable('one', true);
    expect(takes(pool, 1, start, 20)).toEqual(['one']);
  });

  test('keeps the channels of its calls', () => {
    const pool = new TrunkPool([trunk({ channels: 2 })]);
    takes(pool, 1);
    pool.setReachable('carrier', false);
    pool.setReachable('carrier', true);
    expect(takes(pool, 2, start, 10)).toEqual(['carrier', 'full']);
  });

  test('only a change is news', () => {
    const pool = new TrunkPool([trunk()]);
    const news = [true, false, false, true].map((is) => pool.setReachable('carrier', is));
    expect(news).toEqual([false, true, false, true]);
    expect(pool.setReachable('other', false)).toBe(false);
  });
});

test('no trunk ever has more calls than channels, or starts more than it may', () => {
  const step = fc.record({
    wait: fc.oneof(fc.nat(400), fc.nat(40)),
    leg: fc.nat(120),
    isGone: fc.boolean(),
  });
  const limits = fc.record({
    callsPerSecond: fc.double({ min: 0.1, max: 80, noNaN: true }),
    channels: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(limits, fc.array(step, { maxLength: 200 }), (limit, steps) => {
      const pool = new TrunkPool([trunk(limit)]);
      const up = new Set<number>();
      const started: number[] = [];
      let now = 0;
      for (const { wait, leg, isGone } of steps) {
        now += wait;
        if (isGone) {
          pool.release(`leg-${leg}`);
          up.delete(leg);
        } else if (!up.has(leg) && pool.take(`leg-${leg}`, at(now)).of === 'trunk') {
          up.add(leg);
          started.push(now);
        }
        if (up.size > limit.channels) return false;
      }
      // In any second, from whichever moment on it is counted; or one in a longer time.
      const spanMs = Math.max(1_000, 1_000 / limit.callsPerSecond);
      return started.every((from) => {
        const inSpan = started.filter((each) => from <= each && each < from + spanMs);
        return inSpan.length <= Math.max(1, limit.callsPerSecond);
      });
    }),
  );
});
