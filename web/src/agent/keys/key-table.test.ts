import { expect, test } from 'vitest';
import { KEYS, type KeyedAction } from './key-table.ts';

/** Never on the page together: a recording runs or it does not. */
const SHARED: readonly KeyedAction[] = ['stop-recording'];

const rows = Object.entries(KEYS).filter(([action]) => !SHARED.some((each) => each === action));

test('no key does two things', () => {
  expect(new Set(rows.map(([, { key }]) => key)).size).toBe(rows.length);
});

test.each(rows)('%s has a key that no browser needs and no text is made of', (_action, { key }) => {
  expect(key).toMatch(/^(Enter|Esc|\?|Ctrl K|(Shift )?F[2489]|Alt (Shift )?[A-DG-Z])$/);
});

test('no two actions have one name', () => {
  const names = Object.values(KEYS).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
