import { expect, test } from 'vitest';
import type { FieldValue } from '../calling-lists/record.ts';
import { record } from '../test-site.ts';
import type { Assured } from './assured.ts';
import { isAssured } from './assured.ts';

const byField: Assured = { of: 'field', key: 'vip' };

// biome-ignore format: a table is read in columns.
test.each<[why: string, assured: Assured, vip: FieldValue | undefined, is: boolean]>([
  ['nobody, whatever a field says',    { of: 'nobody' },    true,    false],
  ['everybody, whatever a field says', { of: 'everybody' }, false,   true],
  ['a mark',                           byField,             true,    true],
  ['no mark',                          byField,             false,   false],
  ['an empty field',                   byField,             null,    false],
  ['a list without the field',         byField,             undefined, false],
  ['a number',                         byField,             3,       true],
  ['nought',                           byField,             0,       false],
  ['a word of a list',                 byField,             'gold',  true],
  ['the word no',                      byField,             ' No ',  false],
  ['no word',                          byField,             '',      false],
])('%s', (_why, assured, vip, is) => {
  expect(isAssured(assured, record(1, { fields: vip === undefined ? {} : { vip } }))).toBe(is);
});
