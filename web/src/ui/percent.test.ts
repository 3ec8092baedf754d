import { expect, test } from 'vitest';
import { percent } from './percent.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a share is shown in percent with at most one digit', () => {
  expect(plain(percent(0.0305))).toBe('3.1 %');
  expect(plain(percent(0.5))).toBe('50 %');
});
