import type { FieldView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { fieldText, fieldTyped, fieldValue, isSafeLink } from './field-text.ts';

type Field = Pick<FieldView, 'key' | 'type' | 'value'>;
const field = (type: Field['type'], value: Field['value'], key = 'x'): Field => ({
  key,
  type,
  value,
});

test.each<[shown: string, field: Field]>([
  ['', field('text', null)],
  ['12 months', field('text', '12 months')],
  ['2,143', field('number', 2_143)],
  ['Yes', field('yes-no', true)],
  ['No', field('yes-no', false)],
  ['3 Oct 2026', field('date', '2026-10-03')],
  ['some day', field('date', 'some day')],
  ['+1 212 555 0142', field('text', '+12125550142', '@phone')],
])('"%s"', (shown, one) => {
  expect(fieldText(one)).toBe(shown);
});

test('what is typed becomes a value of the type', () => {
  expect(fieldValue('number', ' 12.5 ')).toBe(12.5);
  expect(fieldValue('number', 'twelve')).toBe('twelve');
  expect(fieldValue('yes-no', 'yes')).toBe(true);
  expect(fieldValue('yes-no', 'no')).toBe(false);
  expect(fieldValue('text', '  ')).toBeNull();
});

test('an editor begins with the value as it would be typed', () => {
  expect(fieldTyped(field('number', 2_143))).toBe('2143');
  expect(fieldTyped(field('yes-no', false))).toBe('no');
  expect(fieldTyped(field('yes-no', null))).toBe('');
  expect(fieldTyped(field('text', null))).toBe('');
});

test('only web links can be followed', () => {
  expect(isSafeLink('https://example.com/offer')).toBe(true);
  expect(isSafeLink('javascript:alert(1)')).toBe(false);
});
