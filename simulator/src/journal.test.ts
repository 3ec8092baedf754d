import { expect, test } from 'vitest';
import { Journal } from './journal.ts';

test('it keeps the last lines, oldest first', () => {
  const journal = new Journal(3);
  for (const line of ['a', 'b']) journal.note(() => line);
  expect(journal.lines()).toEqual(['a', 'b']);
  for (const line of ['c', 'd', 'e']) journal.note(() => line);
  expect(journal.lines()).toEqual(['c', 'd', 'e']);
});

test('a line that nobody reads is never written out', () => {
  const journal = new Journal(1);
  journal.note(() => expect.unreachable());
  journal.note(() => 'read');
  expect(journal.lines()).toEqual(['read']);
});
