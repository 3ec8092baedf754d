import { expect, test } from 'vitest';
import { assert, must, unreachable } from './assert.ts';

test('what holds passes in silence', () => {
  expect(assert(true, 'two and two are four')).toBe(undefined);
  expect(must('found', 'a thing')).toBe('found');
  expect([must(0, 'a count'), must(false, 'a flag'), must(null, 'a gap')]).toEqual([
    0,
    false,
    null,
  ]);
});

test.each<[why: string, fails: () => void, message: string]>([
  ['a broken promise names itself', () => assert(false, 'the sky is up'), 'bug: the sky is up'],
  ['a miss names what was sought', () => must(undefined, 'chain 7'), 'bug: chain 7 is missing'],
  [
    'the impossible branch shows the value',
    () => unreachable({ phase: 'flying' } as never),
    'bug: unreachable {"phase":"flying"}',
  ],
])('%s', (_why, fails, message) => {
  expect(fails).toThrow(new Error(message));
});
