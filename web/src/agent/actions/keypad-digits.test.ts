import { expect, test } from 'vitest';
import { digitOf, KEYPAD, shownDigits } from './keypad-digits.ts';

const press = (key: string, altKey = false) => ({ key, altKey, ctrlKey: false, metaKey: false });

test('there are twelve keys, each its own', () => {
  expect(new Set(KEYPAD.map(({ digit }) => digit)).size).toBe(12);
});

test('digits, star and hash are typed; what moves about is not', () => {
  expect(['0', '9', '*', '#'].map((key) => digitOf(press(key)))).toEqual(['0', '9', '*', '#']);
  expect(['Tab', 'Enter', ' ', 'a'].map((key) => digitOf(press(key)))).toEqual(
    Array(4).fill(undefined),
  );
  expect(digitOf(press('1', true))).toBeUndefined();
});

test('of a long number the end is shown', () => {
  expect(shownDigits('123#')).toBe('123#');
  expect(shownDigits('1'.repeat(30))).toBe(`…${'1'.repeat(24)}`);
});
