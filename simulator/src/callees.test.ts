import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { expect, test } from 'vitest';
import { type Callee, calleeOf, USUAL_MIX } from './callees.ts';

const phones = Array.from(
  { length: 20_000 },
  (_, n) => `+1${200 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, '0')}` as PhoneNumber,
);
const callees = phones.map((phone) => calleeOf(1, phone, 0, USUAL_MIX));
const shareOf = (is: (callee: Callee) => boolean): number =>
  callees.filter(is).length / callees.length;

test('a number does the same whatever else was dialed', () => {
  const [phone] = phones;
  if (phone === undefined) throw new Error('no number');
  expect(calleeOf(1, phone, 3, USUAL_MIX)).toEqual(calleeOf(1, phone, 3, USUAL_MIX));
  const days = [0, 1, 2, 3, 4].map((before) => calleeOf(1, phone, before, USUAL_MIX));
  expect(new Set(days.map((callee) => JSON.stringify(callee))).size).toBe(5);
});

test.each<[why: string, is: (callee: Callee) => boolean, share: number]>([
  ['persons', (c) => c.kind === 'answers' && c.who === 'person', 0.96 * USUAL_MIX.person],
  ['machines', (c) => c.kind === 'answers' && c.who === 'machine', 0.96 * USUAL_MIX.machine],
  ['busy lines', (c) => c.kind === 'refuses' && c.result === 'busy', 0.96 * USUAL_MIX.busy],
  ['dead numbers', (c) => c.kind === 'refuses' && c.result !== 'busy', USUAL_MIX.invalid],
])('there are as many %s as the mix says', (_why, is, share) => {
  expect(Math.abs(shareOf(is) - share)).toBeLessThan(0.01);
});

test('a dead number stays dead', () => {
  const isDead = (callee: Callee): boolean => callee.kind === 'refuses' && callee.result !== 'busy';
  phones.slice(0, 500).forEach((phone, n) => {
    const today = callees[n];
    if (today === undefined) throw new Error('no callee');
    expect(isDead(calleeOf(1, phone, 9, USUAL_MIX))).toBe(isDead(today));
  });
});

test('detection is wrong sometimes, but rarely', () => {
  const wrong = shareOf((callee) => callee.kind === 'answers' && callee.verdict !== callee.who);
  expect(wrong).toBeGreaterThan(0.005);
  expect(wrong).toBeLessThan(0.025);
});
