import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import { type CallingWindow, isOpen } from '@outpace/engine/calling-lists/calling-window.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CallableWindows, nextOpening } from './callable-windows.ts';

const utc = (text: string): Instant => instant(Date.parse(`${text}Z`));
const from8to18 = { dailyFrom: 28_800, dailyTill: 64_800 };

test.each<[why: string, window: CallingWindow, at: Instant, opening: Instant | undefined]>([
  [
    'in the evening it is tomorrow morning',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-01-05T23:30'),
    utc('2026-01-06T13:00'),
  ],
  [
    'at night it is this morning',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-01-05T08:00'),
    utc('2026-01-05T13:00'),
  ],
  [
    'a change of the clocks may come first',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-03-08T02:00'),
    utc('2026-03-08T07:00'),
  ],
  [
    'an empty window never opens',
    { zone: 'UTC', dailyFrom: 3_600, dailyTill: 3_600 },
    utc('2026-01-05T08:00'),
    undefined,
  ],
])('%s', (_why, window, at, opening) => {
  expect(nextOpening(window, at)).toBe(opening);
});

test('no window opens before its next opening', () => {
  const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const time = fc.nat({ max: 96 }).map((quarter) => quarter * 900);
  const start = utc('2026-03-01T00:00');
  const input = fc.record({
    zone: fc.constantFrom(...zones),
    dailyFrom: time,
    dailyTill: time,
    quarter: fc.nat({ max: 4 * 24 * 60 }),
  });
  fc.assert(
    fc.property(input, ({ quarter, ...window }) => {
      const at = instant(start + quarter * 900_000);
      if (isOpen(window, at)) return;
      const opening = nextOpening(window, at);
      const last = opening ?? instant(at + 50 * 3_600_000);
      for (let ms = at; ms < last; ms = instant(ms + 900_000))
        expect(isOpen(window, ms)).toBe(false);
    }),
  );
});

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
  expect(windows.openAt(morning)).toEqual([1]);
  table.rows.push({ id: 2, zone: 'America/New_York', daily_from: 28_800, daily_till: 64_800 });
  await windows.refresh(table);
  expect([windows.openAt(morning), windows.closedAt(morning)]).toEqual([[1], [2]]);
  expect(windows.nextOpening([1, 2], morning)).toBe(utc('2026-01-05T13:00'));
  expect(windows.nextOpening([], morning)).toBe(undefined);
});
