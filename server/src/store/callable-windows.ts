import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import { type CallingWindow, isOpen } from '@outpace/engine/calling-lists/calling-window.ts';
import type { Statements } from './ownership.ts';

type WindowRow = {
  readonly id: number;
  readonly zone: string;
  readonly daily_from: number;
  readonly daily_till: number;
};

/**
 * The distinct calling windows of all records. Rows are only ever added, so what was read stays
 * true, and their number says whether there are more.
 */
export class CallableWindows {
  #known: ReadonlyMap<number, CallingWindow> = new Map();

  async refresh(statements: Statements): Promise<void> {
    const counted = await statements.run<{ windows: number }>('count-windows', COUNT, []);
    if (counted[0]?.windows === this.#known.size) return;
    const rows = await statements.run<WindowRow>('read-windows', READ, []);
    this.#known = new Map(rows.map((row) => [row.id, windowOf(row)]));
  }

  openAt(at: Instant): readonly number[] {
    return this.#ids((window) => isOpen(window, at));
  }

  closedAt(at: Instant): readonly number[] {
    return this.#ids((window) => !isOpen(window, at));
  }

  /** When the first of these opens; never later than it really does. */
  nextOpening(ids: readonly number[], at: Instant): Instant | undefined {
    const openings = ids.flatMap((id) => {
      const window = this.#known.get(id);
      return window === undefined ? [] : (nextOpening(window, at) ?? []);
    });
    return openings.length === 0 ? undefined : instant(Math.min(...openings));
  }

  #ids(matches: (window: CallingWindow) => boolean): readonly number[] {
    return [...this.#known].filter(([, window]) => matches(window)).map(([id]) => id);
  }
}

const COUNT = 'select count(*)::int as windows from callable_windows';
const READ = 'select id, zone, daily_from, daily_till from callable_windows';

const windowOf = (row: WindowRow): CallingWindow => ({
  zone: row.zone,
  dailyFrom: row.daily_from,
  dailyTill: row.daily_till,
});

/** When a window that is closed at `at` opens; may be early, never late. */
export function nextOpening(window: CallingWindow, at: Instant): Instant | undefined {
  const { dailyFrom, dailyTill, zone } = window;
  // An empty window never opens, nor does one that would begin and end at midnight.
  if (dailyFrom === dailyTill || (dailyFrom === 86_400 && dailyTill === 0)) return undefined;
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const from = Temporal.PlainTime.from('00:00').add({ seconds: dailyFrom % 86_400 });
  // Where clocks change a time of day comes twice or not at all: both readings are tried, and the
  // change itself, which may open a window without passing its beginning.
  const openings = [0, 1].flatMap((days) => {
    const local = now.toPlainDate().add({ days }).toPlainDateTime(from);
    const readings = ['earlier', 'later'] as const;
    return readings.map((disambiguation) => local.toZonedDateTime(zone, { disambiguation }));
  });
  const change = now.getTimeZoneTransition('next');
  if (change !== null) openings.push(change);
  const moments = openings.map((opening) => opening.epochMilliseconds).filter((ms) => ms > at);
  return moments.length === 0 ? undefined : instant(Math.min(...moments));
}
