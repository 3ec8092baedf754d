import { expect, test } from 'vitest';
import { dateText, isDateFormat, numberText } from './workbook-numbers.ts';

test.each<[id: number, code: string | undefined, isDate: boolean]>([
  [0, undefined, false],
  [14, undefined, true],
  [21, undefined, true],
  [46, undefined, true],
  [164, 'General', false],
  [164, 'yyyy-mm-dd', true],
  [165, '[$-409]d\\-mmm', true],
  [166, '[h]:mm', true],
  [167, '[Red]0.00', false],
  [168, '0 "days"', false],
  [169, '#,##0\\ \\d', false],
])('format %i %j', (id, code, isDate) => {
  expect(isDateFormat(id, code)).toBe(isDate);
});

test.each<[text: string, shown: string]>([
  ['2125550142', '2125550142'],
  ['2.125550142E9', '2125550142'],
  ['0.10000000000000001', '0.1'],
  ['-5', '-5'],
  ['1e400', '1e400'],
  ['', ''],
])('the number %j is %j', (text, shown) => {
  expect(numberText(text)).toBe(shown);
});

test.each<[text: string, shown: string]>([
  ['46146', '2026-05-04'],
  ['46146.4375', '2026-05-04T10:30'],
  ['46146.437511574', '2026-05-04T10:30:01'],
  ['0.375', '09:00'],
  ['-1', '-1'],
  ['9e99', '9e99'],
  ['soon', 'soon'],
])('the day %j is %j', (text, shown) => {
  expect(dateText(text, 'from1900')).toBe(shown);
});

test('a book may count from 1904', () => {
  expect(dateText('44684', 'from1904')).toBe('2026-05-04');
});
