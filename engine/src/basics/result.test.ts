import { expect, test } from 'vitest';
import { fail, ok } from './result.ts';

test('a result is what was asked for, or the one reason why not', () => {
  expect([ok(7), fail('late')]).toEqual([
    { ok: true, value: 7 },
    { ok: false, problem: 'late' },
  ]);
});
