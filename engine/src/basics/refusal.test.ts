import { expect, test } from 'vitest';
import { REFUSALS, refusal } from './refusal.ts';

test('a refusal has a detail only where one was given', () => {
  expect([refusal('OFFER_GONE'), refusal('INVALID_PARAMETER', 'multiplier')]).toEqual([
    { code: 'OFFER_GONE' },
    { code: 'INVALID_PARAMETER', detail: 'multiplier' },
  ]);
});

test.each(Object.entries(REFUSALS))(
  '%s is a code with a sentence that people read',
  (code, text) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(text).toMatch(/^[A-Z].*\.$/);
  },
);
