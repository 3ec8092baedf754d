import { expect, test } from 'vitest';
import { isSameValue } from './same-value.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, a: unknown, b: unknown, same: boolean]>([
  ['fields in another order',     { a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }, true],
  ['a field that is left out',    { a: 1, b: undefined },        { a: 1 },                     true],
  ['another value',               { a: 1 },                      { a: 2 },                     false],
  ['a field more',                { a: 1 },                      { a: 1, b: 0 },               false],
  ['items in another order',      [1, 2],                        [2, 1],                       false],
  ['a list is no object',         [],                            {},                           false],
  ['nothing is something else',   { a: null },                   { a: {} },                    false],
])('%s', (_why, a, b, same) => {
  expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([same, same]);
});
