import { expect, test } from 'vitest';
import { hours, instant, seconds } from '../basics/time.ts';
import type { PacingMemory } from './contract.ts';
import { createController } from './controller.ts';
import { memoryOf, ofLists } from './memory.ts';

const MEMORY: PacingMemory = {
  version: 1,
  lists: { '': [4, 0.5], spring: [1, 0] },
  talk: [1, 2.25],
  wrapUp: [],
};

test('what was kept as JSON is what was learned', () => {
  expect(memoryOf(JSON.parse(JSON.stringify(MEMORY)))).toEqual(MEMORY);
});

test.each<[why: string, kept: unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a word', 'memory'],
  ['of another release', { ...MEMORY, version: 2 }],
  ['of no release', { ...MEMORY, version: undefined }],
  ['without conversations', { ...MEMORY, talk: undefined }],
  ['with a word among the numbers', { ...MEMORY, wrapUp: [1, '2'] }],
  ['with less than nothing', { ...MEMORY, talk: [-1] }],
  ['with what is no number', { ...MEMORY, talk: [Number.NaN] }],
  ['with what has no end', { ...MEMORY, talk: [Number.POSITIVE_INFINITY] }],
  ['lists that are none', { ...MEMORY, lists: [[1]] }],
  ['a list that is none', { ...MEMORY, lists: { spring: { 0: 1 } } }],
])('ignored is %s', (_why, kept) => {
  expect(memoryOf(kept)).toBeUndefined();
});

test('lists that are not dialed any more are forgotten', () => {
  expect(ofLists(MEMORY, ['autumn'])).toEqual({ ...MEMORY, lists: { '': [4, 0.5] } });
  expect(ofLists(MEMORY, ['spring'])).toEqual(MEMORY);
});

test('tables of another shape teach a controller nothing', () => {
  const limits = {
    target: { kind: 'abandonment', share: 0.03 },
    ceiling: { share: 0.03, periodMs: hours(720) },
    ringMs: seconds(15),
    takesBack: true,
  } as const;
  const position = { free: 1, waiting: 0, inAir: 0, portsFree: 9, recordsFree: 9 };
  const at = instant(0);
  const [fresh, taught] = [undefined, MEMORY].map((memory) =>
    createController({ ...limits, memory }).decide({ ...position, at }),
  );
  expect(taught).toEqual(fresh);
});
