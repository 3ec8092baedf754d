import { expect, test } from 'vitest';
import { keysOf } from './suppression-keys.ts';

test('numbers and customers are named in their order', () => {
  const keys = [
    { kind: 'phone', phone: '+1 (212) 555-0142' },
    { kind: 'customer', customerId: 'c1' },
  ] as const;
  expect(keysOf({ keys: [...keys] })).toEqual({
    ok: true,
    value: [{ kind: 'phone', phone: '+12125550142' }, keys[1]],
  });
});

test('a number that is none refuses all of them', () => {
  const keys = [{ kind: 'phone' as const, phone: '555' }];
  expect(keysOf({ keys })).toMatchObject({ ok: false, problem: { code: 'NUMBER_INVALID' } });
});
