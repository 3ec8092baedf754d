import { expect, test } from 'vitest';
import { hours } from '../../basics/time.ts';
import { UK } from './uk.ts';

test('who was abandoned rests for three days, unless an agent waits', () => {
  expect(UK.limits).toMatchObject([
    { max: 1, windowMs: hours(72), counted: ['abandoned', 'dropped'], unlessAgent: true },
  ]);
  expect(UK.abandonment.periodMs).toBe(hours(24));
});
