import { expect, test } from 'vitest';
import { fieldKeyFrom } from './field-key.ts';

test.each([
  ['Has credit?', 'has_credit'],
  ['Größe', 'gro_e'],
  ['2nd phone', 'field_2nd_phone'],
  ['§', 'field'],
  ['Job', 'job_2'],
])('%s becomes %s', (label, key) => {
  expect(fieldKeyFrom(label, [{ key: 'job' }])).toBe(key);
});

test('a key always fits what the server takes', () => {
  for (const label of ['x'.repeat(200), '___', 'Ä'.repeat(90), `${'a_'.repeat(60)}`]) {
    expect(fieldKeyFrom(label, [])).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
  }
});
