import { instant } from '@outpace/engine/basics/time.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

const trunk = (name: string, more: Partial<TrunkSettings> = {}): TrunkSettings => ({
  name,
  host: `${name}.example`,
  callsPerSecond: 10,
  channels: 10,
  ...more,
});

const namesOf = (pool: TrunkPool, count: number, at = instant(0)): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const choice = pool.take(`leg-${at}-${index}`, at);
    return choice.of === 'trunk' ? choice.trunk.name : choice.of;
  });

test('the trunk with the larger share of free channels is next', () => {
  const fast = { callsPerSecond: 500 };
  const pool = new TrunkPool([
    trunk('small', { ...fast, channels: 2 }),
    trunk('large', { ...fast, channels: 4 }),
  ]);
  expect(namesOf(pool, 7).toSorted()).toEqual(
    ['full', 'large', 'large', 'large', 'large', 'small', 'small'].toSorted(),
  );
});

test('a channel is free again when its leg has gone', () => {
  const pool = new TrunkPool([trunk('only', { channels: 1 })]);
  expect(pool.take('one', instant(0)).of).toBe('trunk');
  expect(pool.take('two', instant(1_000)).of).toBe('full');
  pool.release('one');
  pool.release('one');
  expect(pool.take('two', instant(1_000)).of).toBe('trunk');
});

test('calls come at their pace, and it is said when the next may start', () => {
  const pool = new TrunkPool([trunk('slow', { callsPerSecond: 2 })]);
  expect(pool.take('one', instant(10_000)).of).toBe('trunk');
  expect(pool.take('two', instant(10_100))).toEqual({ of: 'later', at: instant(10_500) });
  expect(pool.take('two', instant(10_500)).of).toBe('trunk');
});

test('a trunk that cannot be reached is left out, and that is told once', () => {
  const pool = new TrunkPool([trunk('gone'), trunk('there')]);
  expect(pool.setReachable('gone', false)).toBe(true);
  expect(pool.setReachable('gone', false)).toBe(false);
  expect(pool.setReachable('unknown', false)).toBe(false);
  expect(namesOf(pool, 1)).toEqual(['there']);
  pool.setReachable('there', false);
  expect(namesOf(pool, 1, instant(5_000))).toEqual(['full']);
});

test('legs that were there before count', () => {
  const pool = new TrunkPool([trunk('only', { channels: 1 })]);
  pool.occupy('old', 'only');
  pool.occupy('old', 'only');
  pool.occupy('stranger', 'another');
  expect(namesOf(pool, 1)).toEqual(['full']);
  pool.releaseAll();
  expect(namesOf(pool, 1)).toEqual(['only']);
});

test('no trunk ever has more calls than channels, or starts more than it may', () => {
  const event = fc.record({ wait: fc.nat(400), leg: fc.nat(30), gone: fc.boolean() });
  const limits = fc.record({
    callsPerSecond: fc.double({ min: 0.1, max: 50, noNaN: true }),
    channels: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(limits, fc.array(event, { maxLength: 200 }), (limit, events) => {
      const pool = new TrunkPool([trunk('one', limit)]);
      const up = new Set<string>();
      const started: number[] = [];
      let now = 0;
      for (const { wait, leg, gone } of events) {
        now += wait;
        const id = `leg-${leg}`;
        if (gone) {
          pool.release(id);
          up.delete(id);
        } else if (!up.has(id) && pool.take(id, instant(now)).of === 'trunk') {
          up.add(id);
          started.push(now);
        }
        if (up.size > limit.channels) return false;
      }
      const burst = Math.max(1, Math.floor(limit.callsPerSecond / 10));
      // Over any span: what may start in its time, and the burst at its beginning.
      return started.every((from, index) =>
        started.slice(index).every((until, count) => {
          const mayStart = burst + ((until - from) / 1_000) * limit.callsPerSecond;
          return count + 1 <= mayStart + 1e-6;
        }),
      );
    }),
  );
});
