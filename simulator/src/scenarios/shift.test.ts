import { expect, test } from 'vitest';
import { liveDay } from '../shrink.ts';
import { shift } from './shift.ts';

test('a hundred agents for eight hours, and a shorter one breaks no law', () => {
  expect(shift.sizeOf(1)).toMatchObject({ agents: 100, minutes: 480 });
  const report = liveDay(shift, 1, { ...shift.sizeOf(1), agents: 20, chains: 600, minutes: 20 });
  expect(report.violations).toEqual([]);
});
