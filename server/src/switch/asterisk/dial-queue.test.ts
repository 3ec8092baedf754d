import { after, millis, seconds } from '@outpace/engine/basics/time.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DialQueue } from './dial-queue.ts';
import { TestTimers } from './test-exchange.ts';
import { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

/** A queue on one trunk, and what becomes of each wish: `name` dialed, or `name: why not`. */
class Office {
  readonly timers = new TestTimers();
  readonly pool: TrunkPool;
  readonly queue: DialQueue;
  readonly told: string[] = [];

  constructor(over: Partial<TrunkSettings> = {}) {
    const trunk = { name: 'carrier', host: 'sip.example.org', callsPerSecond: 10, channels: 100 };
    this.pool = new TrunkPool([{ ...trunk, ...over }]);
    this.queue = new DialQueue(this.pool, this.timers);
  }

  submit(names: readonly string[], patience = seconds(20)): void {
    for (const legId of names) {
      this.queue.submit({
        legId,
        until: after(this.timers.now(), patience),
        onTrunk: () => this.told.push(legId),
        onRefused: (result) => this.told.push(`${legId}: ${result}`),
      });
    }
  }

  /** What was told since somebody last asked. */
  news(): readonly string[] {
    return this.told.splice(0);
  }
}

test('one at a time, in the order in which they came', () => {
  const office = new Office();
  office.submit(['a', 'b', 'c']);
  expect(office.news()).toEqual(['a']);
  office.timers.pass(millis(99));
  expect(office.news()).toEqual([]);
  office.timers.pass(millis(1));
  expect(office.news()).toEqual(['b']);
  office.submit(['d']);
  office.timers.pass(millis(200));
  expect(office.news()).toEqual(['c', 'd']);
  expect(office.timers.waits).toEqual([]);
});

test('whoever comes later does not overtake, even when a trunk could start a call now', () => {
  const office = new Office();
  office.submit(['a', 'b']);
  // Free again in this very moment, and the timer of the one who waits has not run yet.
  office.timers.pass(millis(99));
  office.submit(['c']);
  office.timers.pass(millis(101));
  expect(office.news()).toEqual(['a', 'b', 'c']);
});

describe('refused', () => {
  test.each<[why: string, over: Partial<TrunkSettings>, patience: number, told: string]>([
    ['no channel is free', { channels: 1 }, 20_000, 'b: all-trunks-busy'],
    ['its turn would come when it is too late', {}, 99, 'b: no-free-port'],
    [
      'its turn would come when the decision is old',
      { callsPerSecond: 0.4 },
      20_000,
      'b: no-free-port',
    ],
    ['too late already', {}, -1, 'b: no-free-port'],
  ])('at once: %s', (_why, over, patience, told) => {
    const office = new Office(over);
    office.submit(['a']);
    office.news();
    office.submit(['b'], millis(patience));
    expect(office.news()).toEqual([told]);
    expect(office.timers.waits).toEqual([]);
  });

  test('not as long as it waits two seconds at most', () => {
    const office = new Office({ callsPerSecond: 0.5 });
    office.submit(['a', 'b']);
    office.timers.pass(seconds(2));
    expect(office.news()).toEqual(['a', 'b']);
  });

  test('of many the last, who would wait longer than that', () => {
    const office = new Office();
    const names = Array.from({ length: 25 }, (_, n) => `leg-${n}`);
    office.submit(names);
    office.timers.pass(seconds(3));
    const dialed = names.slice(0, 21);
    const refused = names.slice(21).map((name) => `${name}: no-free-port`);
    expect(office.news()).toEqual([...dialed, ...refused]);
  });

  test('the queue is bounded', () => {
    const office = new Office({ callsPerSecond: 0.5 });
    office.submit(Array.from({ length: 202 }, (_, n) => `leg-${n}`));
    // The first is dialed at once, two hundred wait, and nobody more.
    expect(office.news()).toEqual(['leg-0', 'leg-201: no-free-port']);
  });

  test('everybody, when the switch cannot be reached; and then it goes on', () => {
    const office = new Office();
    office.submit(['a', 'b', 'c']);
    office.news();
    office.queue.refuseAll('switch-error');
    expect(office.news()).toEqual(['b: switch-error', 'c: switch-error']);
    expect(office.timers.waits).toEqual([]);
    office.timers.pass(millis(100));
    office.submit(['d']);
    expect(office.news()).toEqual(['d']);
  });
});

describe('withdrawn', () => {
  test('before its turn it is never dialed, and the next has its turn', () => {
    const office = new Office();
    office.submit(['a', 'b', 'c']);
    expect(office.queue.withdraw('b')).toBe(true);
    expect(office.queue.withdraw('b')).toBe(false);
    office.timers.pass(seconds(1));
    expect(office.news()).toEqual(['a', 'c']);
  });

  test('after its turn it is too late', () => {
    const office = new Office();
    office.submit(['a']);
    expect(office.queue.withdraw('a')).toBe(false);
  });

  test('within the turn of another, as when a refusal takes both back', () => {
    const office = new Office({ channels: 1 });
    office.submit(['a']);
    const until = after(office.timers.now(), seconds(20));
    const told: string[] = [];
    office.queue.submit({
      legId: 'b',
      until,
      onTrunk: () => told.push('b'),
      onRefused: () => {
        told.push('b refused');
        office.queue.submit({
          legId: 'c',
          until,
          onTrunk: () => told.push('c'),
          onRefused: () => told.push('c refused'),
        });
      },
    });
    expect(told).toEqual(['b refused', 'c refused']);
  });
});

test('a leg that has gone frees its channel', () => {
  const office = new Office({ channels: 1, callsPerSecond: 500 });
  office.submit(['a', 'b']);
  office.queue.release('a');
  office.submit(['c']);
  expect(office.news()).toEqual(['a', 'b: all-trunks-busy', 'c']);
});

test('everybody is told exactly once, and those who are dialed are so in order', () => {
  const step = fc.oneof(
    fc.nat({ max: 400 }).map((ms) => ({ step: 'pass', ms }) as const),
    fc.integer({ min: 1, max: 6 }).map((count) => ({ step: 'submit', count }) as const),
    fc.nat({ max: 30 }).map((of) => ({ step: 'release', of }) as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const office = new Office({ channels: 5 });
      let count = 0;
      for (const each of steps) {
        if (each.step === 'pass') office.timers.pass(millis(each.ms));
        if (each.step === 'release') office.queue.release(String(each.of));
        for (let n = 0; each.step === 'submit' && n < each.count; n += 1) {
          office.submit([String(count)]);
          count += 1;
        }
      }
      office.timers.pass(seconds(3));
      const told = office.news();
      const whose = told.map((line) => Number(line.split(':')[0]));
      const dialed = told.filter((line) => !line.includes(':')).map(Number);
      expect(whose.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n));
      expect(dialed).toEqual(dialed.toSorted((a, b) => a - b));
    }),
  );
});
