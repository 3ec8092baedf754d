import { expect, test } from 'vitest';
import { codeFrom, parsePath, pathText } from './dispositions.ts';

test('a path reads back as it was typed, without empty folders', () => {
  expect(parsePath(' No sale /Price/ ')).toEqual(['No sale', 'Price']);
  expect(pathText(['No sale', 'Price'])).toBe('No sale / Price');
  expect(parsePath('')).toEqual([]);
});

test('a code comes from its label and is never taken twice', () => {
  const others = [{ code: 'too-dear', label: '', path: [] }];
  expect(codeFrom('Too expensive!', others)).toBe('too-expensive');
  expect(codeFrom('Too dear', others)).toBe('too-dear-2');
  expect(codeFrom('§', [])).toBe('code');
});
