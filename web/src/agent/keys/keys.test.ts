import { expect, test } from 'vitest';
import { type FocusPlace, focusPlace, isKey, mayAct, type Press } from './keys.ts';

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
  [
    'or by its letter, where keys lie elsewhere',
    press('m', { altKey: true, code: 'Semicolon' }),
    'Alt M',
    true,
  ],
  [
    'Alt with Shift is another key',
    press('L', { altKey: true, shiftKey: true, code: 'KeyL' }),
    'Alt L',
    false,
  ],
  [
    'with its own name',
    press('L', { altKey: true, shiftKey: true, code: 'KeyL' }),
    'Alt Shift L',
    true,
  ],
  ['a letter alone is no Alt key', press('r', { code: 'KeyR' }), 'Alt R', false],
  ['Control belongs to the browser', press('F9', { ctrlKey: true }), 'F9', false],
])('%s', (_why, pressed, written, is) => {
  expect(isKey(pressed, written)).toBe(is);
});

const element = (chain: readonly string[]) => ({
  matches: (selector: string) => selector.split(', ').includes(chain[0] ?? ''),
  closest: (selector: string) => chain.find((each) => selector.split(', ').includes(each)) ?? null,
});

test.each<[why: string, chain: readonly string[] | undefined, place: FocusPlace]>([
  ['nothing has the focus', undefined, 'page'],
  ['a region has it', ['section'], 'page'],
  ['a field', ['textarea'], 'text'],
  ['a button', ['button'], 'control'],
  ['something in a button', ['span', 'button'], 'control'],
  ['an item of a menu', ['div', '[role="menu"]'], 'control'],
  ['a field in a modal dialog', ['input', '[aria-modal="true"]'], 'modal'],
])('%s', (_why, chain, place) => {
  expect(focusPlace(chain === undefined ? null : element(chain))).toBe(place);
});

test.each<[key: string, places: readonly FocusPlace[]]>([
  ['F9', ['page', 'control', 'text']],
  ['Shift F9', ['page', 'control', 'text']],
  ['Alt N', ['page', 'control', 'text']],
  ['Alt Shift L', ['page', 'control', 'text']],
  ['?', ['page', 'control']],
  ['Enter', ['page']],
  ['Esc', ['page']],
])('%s acts with the focus on: %s', (key, places) => {
  const all: readonly FocusPlace[] = ['page', 'control', 'text', 'modal'];
  expect(all.filter((place) => mayAct(key, place))).toEqual(places);
});
