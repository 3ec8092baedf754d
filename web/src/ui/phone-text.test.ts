import { expect, test } from 'vitest';
import { formatPhone } from './phone-text.ts';

test.each<[phone: string, shown: string]>([
  ['+12125550142', '+1 212 555 0142'],
  ['+442079460123', '+44 20 7946 0123'],
  ['+4930123456', '+493 012 3456'],
  ['ext. 12', 'ext. 12'],
  ['', ''],
])('%s reads %s', (phone, shown) => {
  expect(formatPhone(phone)).toBe(shown);
});
