import { expect, test } from 'vitest';
import { pastDayPath } from './past-day-path.ts';

test('a day is one from midnight to midnight', () => {
  const from = new Date(2026, 0, 5).getTime();
  const to = new Date(2026, 0, 6).getTime();
  expect(pastDayPath('g 1', '2026-01-05')).toBe(
    `/api/what-ifs/past-day?groupId=g%201&from=${from}&to=${to}`,
  );
});
