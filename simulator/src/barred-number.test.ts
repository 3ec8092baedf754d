import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { suppressionText } from '@outpace/engine/calling-lists/suppression.ts';
import { chain, phone } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { isBarred } from './barred-number.ts';

const chains = [chain(1, { customerId: 'c-1' }), chain(2)];

test.each<[why: string, key: SuppressionKey, n: number, barred: boolean]>([
  ['a number by itself', { kind: 'phone', phone: phone(9) }, 9, true],
  ['a number of a person', { kind: 'customer', customerId: 'c-1' }, 1, true],
  ['the number of somebody else', { kind: 'customer', customerId: 'c-1' }, 2, false],
  ['another number', { kind: 'phone', phone: phone(9) }, 2, false],
])('%s', (_why, key, n, barred) => {
  const suppressed = new Map([[suppressionText(key), true]]);
  expect(isBarred(phone(n), chains, suppressed)).toBe(barred);
});
