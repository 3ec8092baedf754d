import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import {
  type CallingWindow,
  isOpen,
  nextOpening,
} from '@outpace/engine/calling-lists/calling-window.ts';
import {
  allOpenFrom,
  dailyHours,
  isOpenIn,
  type WeeklyHours,
} from '@outpace/engine/compliance/hours.ts';
import type { Statements } from './ownership.ts';

/** Of each list its hours, beside those of the records; none: there are no others. */
export type HoursKept = readonly (readonly WeeklyHours[])[];

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

  openAt(at: Instant, keeps: HoursKept): readonly number[] {
    return this.#ids((window) => isOpenWith(window, keeps, at));
  }

  closedAt(at: Instant, keeps: HoursKept): readonly number[] {
    return this.#ids((window) => !isOpenWith(window, keeps, at));
  }

  /** When the first of these opens; never later than it really does. */
  nextOpening(ids: readonly number[], at: Instant, keeps: HoursKept): Instant | undefined {
    const openings = ids.flatMap((id) => {
      const window = this.#known.get(id);
      return window === undefined ? [] : opensWith(window, keeps, at);
    });
    return openings.length === 0 ? undefined : instant(Math.min(...openings));
  }

  #ids(matches: (window: CallingWindow) => boolean): readonly number[] {
    return [...this.#known].filter(([, window]) => matches(window)).map(([id]) => id);
  }
}

const isOpenWith = (window: CallingWindow, keeps: HoursKept, at: Instant): boolean =>
  isOpen(window, at) && (keeps.length === 0 || keeps.some((all) => areOpen(all, window, at)));

const areOpen = (all: readonly WeeklyHours[], { zone }: CallingWindow, at: Instant): boolean =>
  all.every((hours) => isOpenIn({ hours, zone }, at));

function opensWith(window: CallingWindow, keeps: HoursKept, at: Instant): readonly Instant[] {
  if (keeps.length === 0) return [nextOpening(window, at)].filter((next) => next !== undefined);
  const { zone } = window;
  return keeps
    .map((all) => [dailyHours(window), ...all].map((hours) => ({ hours, zone })))
    .map((all) => allOpenFrom(all, at))
    .filter((next) => next !== undefined);
}

const COUNT = 'select count(*)::int as windows from callable_windows';
const READ = 'select id, zone, daily_from, daily_till from callable_windows';

const windowOf = (row: WindowRow): CallingWindow => ({
  zone: row.zone,
  dailyFrom: row.daily_from,
  dailyTill: row.daily_till,
});
