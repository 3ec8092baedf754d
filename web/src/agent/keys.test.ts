import { expect, test } from 'vitest';
import { isKey, KEYS, type Press } from './keys.ts';

const press = (key: string, part: Partial<Press> = {}): Press => ({
  key,
  code: key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...part,
});

test.each<[why: string, press: Press, written: string, is: boolean]>([
  ['a function key', press('F9'), 'F9', true],
  ['is not the same with Shift', press('F9', { shiftKey: true }), 'F9', false],
  ['and has its own name then', press('F9', { shiftKey: true }), 'Shift F9', true],
  ['Escape is written Esc', press('Escape'), 'Esc', true],
  ['a question mark needs Shift', press('?', { shiftKey: true }), '?', true],
  ['Alt goes by the place of the key', press('®', { altKey: true, code: 'KeyR' }), 'Alt R', true],
  ['a letter alone is no Alt key', press('r', { code: 'KeyR' }), 'Alt R', false],
  ['Control belongs to the browser', press('F9', { ctrlKey: true }), 'F9', false],
])('%s', (_why, pressed, written, is) => {
  expect(isKey(pressed, written)).toBe(is);
});

test('no key does two things', () => {
  expect(new Set(KEYS.map(({ key }) => key)).size).toBe(KEYS.length);
});
