import { expect, test } from 'vitest';
import { after, minutes } from '../basics/time.ts';
import { chain, START } from '../test-site.ts';
import { lost, renewEveryMs, renewed } from './lease.ts';

const until = (minute: number) => after(START, minutes(minute));
const leased = (minute: number) => chain(1, { leaseUntil: until(minute) });

test('one renewal may fail, and there is another before the lease is over', () => {
  expect(2 * renewEveryMs(minutes(9))).toBeLessThan(minutes(9));
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: number, at: number, renewedTill: number, lostTill: number]>([
  ['in good time',                                 9,  3,  12, 3],
  ['over before the answer came',                  9,  10, 9,  9],
  ['leased anew after the store had been asked',   14, 5,  12, 14],
])('%s', (_why, before, at, renewedTill, lostTill) => {
  expect(renewed(leased(before), until(12), until(at)).leaseUntil).toBe(until(renewedTill));
  expect(lost(leased(before), until(12), until(at)).leaseUntil).toBe(until(lostTill));
});
