import { expect, test } from 'vitest';
import { keyOf } from './ordered.ts';
import { arranged, movedRule, numbered, thenAfter } from './treatment-order.ts';
import type { Treatment } from './treatment-words.ts';

const on = (result: 'busy' | 'fax'): Treatment['on'] => ({ by: 'call-result', result });
const busy: Treatment = { on: on('busy'), action: 'next-in-chain' };
const fax: Treatment = { on: on('fax'), action: 'close' };
const still: Treatment = { on: on('busy'), action: 'close', sequence: 2 };

test('rules for one result stand together, in their turns', () => {
  expect(arranged([still, fax, busy])).toEqual([busy, still, fax]);
});

test('the order on the screen is the order of their turns', () => {
  const { sequence: _second, ...first } = still;
  const second = { ...busy, sequence: 2 };
  const given = numbered([still, fax, busy]);
  expect(given).toEqual([first, fax, second]);
  expect(given.map(keyOf)).toEqual([still, fax, busy].map(keyOf));
});

test('a rule moves among its turns, and at their ends with all of them', () => {
  const rules = [busy, still, fax];
  expect(movedRule(rules, still, -1)).toEqual([still, busy, fax]);
  expect(movedRule(rules, still, 1)).toEqual([fax, busy, still]);
  expect(movedRule(rules, fax, -1)).toEqual([fax, busy, still]);
  expect(movedRule(rules, busy, -1)).toEqual(rules);
});

test('what is numbered already stays the same', () => {
  const rules = [busy, still, fax];
  expect(numbered(rules).every((rule, place) => rule === rules[place])).toBe(true);
});

test('what comes then comes right after it', () => {
  const then = { on: busy.on, action: 'close', sequence: 2 };
  expect(thenAfter([busy, still, fax], busy)).toEqual([busy, then, { ...still, sequence: 3 }, fax]);
});
