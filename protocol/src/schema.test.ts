import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { closed, id, instantMs, name, oneOf } from './schema.ts';

test.each<[why: string, schema: Type.TSchema, value: unknown, fits: boolean]>([
  ['an object takes the fields it knows', closed({ a: Type.Integer() }), { a: 1 }, true],
  ['and refuses one it does not', closed({ a: Type.Integer() }), { a: 1, b: 2 }, false],
  ['a word of the table is taken', oneOf(['busy', 'answer']), 'busy', true],
  ['another word is not', oneOf(['busy', 'answer']), 'Busy', false],
  ['an id is handed back as it came', id(), 'a000001-00000001', true],
  ['an id has no blanks', id(), 'a b', false],
  ['an id is not empty', id(), '', false],
  ['a name has something to read', name(), ' ', false],
  ['an instant is whole', instantMs(), 1.5, false],
  ['an instant is not before 1970', instantMs(), -1, false],
])('%s', (_why, schema, value, fits) => {
  expect(Value.Check(schema, value)).toBe(fits);
});
