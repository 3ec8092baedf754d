import { expect, test } from 'vitest';
import { dialsWords, linesWords, MODE_CHOICES } from './mode-choices.ts';

test('every mode that dials can be asked for', () => {
  expect(MODE_CHOICES).toHaveLength(11);
  expect(MODE_CHOICES).toContainEqual({ value: 'push-preview', label: 'Push preview' });
});

test('the multiplier is told as lines', () => {
  expect(linesWords(1)).toBe('1 line per free agent');
  expect(linesWords(1.5)).toBe('1.5 lines per free agent');
});

test.each([
  ['progressive', 2, '2 lines per free agent'],
  ['predictive', 2, 'ahead of free agents'],
  ['predictive-seizing', 1, 'ahead of free agents'],
])('%s with multiplier %d dials %s', (mode, multiplier, dials) => {
  expect(dialsWords(mode, multiplier)).toBe(dials);
});
