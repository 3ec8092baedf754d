import { expect, test } from 'vitest';
import { valueText } from './record-words.ts';

test.each([
  [true, 'Yes'],
  [false, 'No'],
  [2_143, '2,143'],
  ['cook', 'cook'],
  [null, ''],
  [undefined, ''],
])('%s is shown as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
