import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import { everyDay } from '@outpace/engine/compliance/hours.ts';
import { expect, test } from 'vitest';
import { CallableWindows } from './callable-windows.ts';

const utc = (text: string): Instant => instant(Date.parse(`${text}Z`));

/** A table of windows that can grow. */
class Table {
  readonly rows: { id: number; zone: string; daily_from: number; daily_till: number }[] = [];

  run = async (name: string): Promise<readonly never[]> =>
    (name === 'count-windows' ? [{ windows: this.rows.length }] : [...this.rows]) as never[];
}

test('windows that were added are found, open or closed', async () => {
  const table = new Table();
  const windows = new CallableWindows();
  const morning = utc('2026-01-05T09:00');
  table.rows.push({ id: 1, zone: 'UTC', daily_from: 28_800, daily_till: 64_800 });
  await windows.refresh(table);
  expect(windows.openAt(morning, [])).toEqual([1]);
  table.rows.push({ id: 2, zone: 'America/New_York', daily_from: 28_800, daily_till: 64_800 });
  await windows.refresh(table);
  expect([windows.openAt(morning, []), windows.closedAt(morning, [])]).toEqual([[1], [2]]);
  expect(windows.nextOpening([1, 2], morning, [])).toBe(utc('2026-01-05T13:00'));
  expect(windows.nextOpening([], morning, [])).toBe(undefined);
});

test('hours of a campaign close a window, unless another list of it has others', async () => {
  const table = new Table();
  const windows = new CallableWindows();
  table.rows.push({ id: 1, zone: 'UTC', daily_from: 28_800, daily_till: 64_800 });
  await windows.refresh(table);
  const nine = utc('2026-01-05T09:00');
  const late = [everyDay(10, 20)];
  expect([windows.openAt(nine, [late]), windows.closedAt(nine, [late])]).toEqual([[], [1]]);
  expect(windows.openAt(nine, [late, [everyDay(8, 20)]])).toEqual([1]);
  expect(windows.nextOpening([1], nine, [late])).toBe(utc('2026-01-05T10:00'));
  expect(windows.nextOpening([1], nine, [[everyDay(20, 21)]])).toBe(undefined);
});
