import { expect, test } from 'vitest';
import { LEASE_MS } from '../store/ownership.ts';
import { FENCE_MS, type Moment, SiteLease } from './site-lease.ts';

const START: Moment = { steadyMs: 1_000, wallMs: 50_000 };

const later = (steadyMs: number, wallMs: number): Moment => ({
  steadyMs: START.steadyMs + steadyMs,
  wallMs: START.wallMs + wallMs,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, now: Moment, mayDial: boolean]>([
  ['right after a renewal',                        later(0, 0),                   true],
  ['just before it is too late',                   later(FENCE_MS - 1, FENCE_MS - 1), true],
  ['too late, though the database would wait',     later(FENCE_MS, FENCE_MS),     false],
  ['the machine slept, and its steady clock too',  later(5, 3_600_000),           false],
  ['somebody has set the clock back',              later(FENCE_MS, -3_600_000),   false],
])('%s', (_why, now, mayDial) => {
  let at = START;
  const lease = new SiteLease('all-orders', () => at);
  lease.renewed(START);
  at = now;
  expect([lease.mayDial(), lease.mayOrder()]).toEqual([mayDial, mayDial]);
});

test('it ends before anybody else may take the site', () => {
  expect(FENCE_MS).toBeLessThan(LEASE_MS);
});

test('where nobody else waits for the site only dials are held back', () => {
  const lease = new SiteLease('dials', () => START);
  expect([lease.mayDial(), lease.mayOrder()]).toEqual([false, true]);
});

test('whoever waits hears of each renewal, unless it came too late, or after the end', () => {
  let at = START;
  let heard = 0;
  const lease = new SiteLease('all-orders', () => at);
  lease.onOpen(() => {
    heard += 1;
  });
  lease.renewed(START);
  expect(heard).toBe(1);
  at = later(FENCE_MS, FENCE_MS);
  lease.renewed(START);
  expect(heard).toBe(1);
  lease.renewed(at);
  expect(heard).toBe(2);
  lease.end();
  expect(lease.mayDial()).toBe(false);
});
