import { expect, test } from 'vitest';
import { chainId } from '../basics/ids.ts';
import { after, millis, seconds } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { START } from '../test-site.ts';
import type { Trunks } from './trunks.ts';
import { isOurSide, keepsPlace, OPEN_TRUNKS, rested, trunkRoom, withFailure } from './trunks.ts';

const limits = {
  trunkFailuresMax: 3,
  trunkRestMs: seconds(5),
  trunkRestMsMax: seconds(12),
};
const [a, b, c] = [chainId('a'), chainId('b'), chainId('c')];
const open = (...failed: readonly (typeof a)[]): Trunks => ({ phase: 'open', failed });
const rests = (wait: number): Trunks => ({
  phase: 'resting',
  until: after(START, seconds(wait)),
  waitMs: seconds(wait),
});
const tries = (wait: number): Trunks => ({ phase: 'trying', waitMs: seconds(wait) });

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: Trunks, after: Trunks]>([
  ['the first in a row',                OPEN_TRUNKS, open(c)],
  ['the last that may fail',            open(a),     open(a, c)],
  ['as many as are a rest',             open(a, b),  rests(5)],
  ['one that was on its way',           rests(5),    rests(5)],
  ['the one that was tried',            tries(5),    rests(10)],
  ['again, and no longer than the max', tries(10),   rests(12)],
])('a call does not get out: %s', (_why, before, then) => {
  expect(withFailure(before, c, START, limits)).toEqual(then);
});

test('a rest ends by itself, and then one single call is made', () => {
  expect(rested(rests(5), after(START, millis(4_999)))).toEqual(rests(5));
  expect(rested(rests(5), after(START, seconds(5)))).toEqual(tries(5));
  expect(rested(open(a), START)).toEqual(open(a));
});

// biome-ignore format: a table is read in columns.
test.each<[trunks: Trunks, onTheirWay: number, room: number]>([
  [open(a, b), 7, Number.POSITIVE_INFINITY],
  [rests(5),   0, 0],
  [tries(5),   0, 1],
  [tries(5),   1, 0],
])('%o with %i on their way has room for %d', (trunks, onTheirWay, room) => {
  expect(trunkRoom(trunks, onTheirWay)).toBe(room);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: Trunks, after: Trunks, keeps: boolean]>([
  ['its first failure',                       open(a),    open(a, c), true],
  ['its second in a row',                     open(c, a), open(c, a, c), false],
  ['its second, with which the rest begins',  open(c, a), rests(5),   true],
  ['after the rest has begun',                rests(5),   rests(5),   true],
  ['the one that was tried',                  tries(5),   rests(10),  true],
])('a record keeps its place: %s', (_why, before, then, keeps) => {
  expect(keepsPlace(before, then, c)).toBe(keeps);
});

// biome-ignore format: a table is read in columns.
test.each<[CallResult, boolean]>([
  ['all-trunks-busy', true],  ['no-free-port', true],  ['switch-error', true],  ['system-error', true],
  ['dial-error', false],      ['busy', false],         ['no-progress', false],  ['sit-no-circuit', false],
])('%s says that nobody was dialed: %s', (result, isOurs) => {
  expect(isOurSide(result)).toBe(isOurs);
});
