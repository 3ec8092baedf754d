import { expect, test } from 'vitest';
import { shownName } from './kept-upload.ts';

test.each([
  ['people.csv', 'people.csv'],
  ['C:\\lists\\people.csv', 'people.csv'],
  ['../../etc/passwd', 'passwd'],
  ['a\u0000b\u202ec.csv', 'abc.csv'],
  ['  ', 'file.csv'],
  ['lists/', 'file.csv'],
  ['x'.repeat(300), 'x'.repeat(200)],
])('the name %j is shown as %j', (name, shown) => {
  expect(shownName(name)).toBe(shown);
});
