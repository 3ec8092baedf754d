import { must } from '@outpace/engine/basics/assert.ts';
import type { ChainId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { earlier, instant } from '@outpace/engine/basics/time.ts';
import type { CallingWindow } from '@outpace/engine/calling-lists/calling-window.ts';
import { isOpen, secondOfDay } from '@outpace/engine/calling-lists/calling-window.ts';
import type { Priorities, QueueRank } from '@outpace/engine/calling-lists/queue-rank.ts';
import { priorityOfRank } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { WeeklyHours } from '@outpace/engine/compliance/hours.ts';
import { allOpenFrom, dailyHours, isOpenIn } from '@outpace/engine/compliance/hours.ts';
import { Agenda } from './agenda.ts';

/** Enough for any number of rows. */
const SERIAL_DIGITS = 12;

export type QueueRow = {
  readonly chainId: ChainId;
  readonly window: CallingWindow;
  readonly rank: QueueRank;
  readonly dueAt: Instant;
  /** What the sort of its list makes of it. */
  readonly sortKey: string;
};

/** A row in its place among others: `key` decides among those that are due at one instant. */
export type Placed = { readonly row: QueueRow; readonly priority: number; readonly key: string };

/** Rows of one window and rank: those that may be due, best first, and those that wait. */
type Lane = {
  readonly window: CallingWindow;
  readonly rank: QueueRank;
  readonly due: Agenda<QueueRow>;
  readonly waiting: Agenda<QueueRow>;
  /** When it opens, by what is kept: found once, as calendars take their time. */
  readonly opens: Map<string, { readonly asked: Instant; readonly opensAt: Instant }>;
};

/**
 * Chains of one list that wait to be dialed, by priority, time and sort key. One lane per calling
 * window and rank, as the table has one index range for each, so that a fetch looks at open windows
 * only. Rows that were removed stay in their lane until they come up, and are then skipped.
 */
export class DialQueue {
  readonly #rows = new Map<ChainId, QueueRow>();
  readonly #lanes = new Map<string, Lane>();
  /** In which order rows came: it decides where nothing else does. */
  readonly #serials = new Map<QueueRow, number>();
  #put = 0;

  get size(): number {
    return this.#rows.size;
  }

  put(row: QueueRow): void {
    this.#put += 1;
    this.#forget(row.chainId);
    this.#serials.set(row, this.#put);
    this.#rows.set(row.chainId, row);
    this.#laneOf(row).waiting.put(row.dueAt, row);
  }

  /** As if it had never been taken. */
  putBack({ row, key }: Placed): void {
    this.#rows.set(row.chainId, row);
    this.#serials.set(row, Number(key.slice(-SERIAL_DIGITS)));
    this.#laneOf(row).due.put(row.dueAt, row, key);
  }

  rows(): Iterable<QueueRow> {
    return this.#rows.values();
  }

  get(chainId: ChainId): QueueRow | undefined {
    return this.#rows.get(chainId);
  }

  remove(chainId: ChainId): void {
    this.#forget(chainId);
    this.#rows.delete(chainId);
  }

  /** The best row that is due in an open window, at hours that the campaign keeps, taken out. */
  takeDue(
    at: Instant,
    priorities: Priorities,
    keeps: readonly WeeklyHours[] = [],
  ): Placed | undefined {
    let best: { readonly lane: Lane; readonly placed: Placed } | undefined;
    for (const lane of this.#lanes.values()) {
      if (!isOpen(lane.window, at) || !areOpen(keeps, lane.window, at)) continue;
      this.#promote(lane, at);
      const row = lane.due.peek();
      if (row === undefined) continue;
      const priority = priorityOfRank(lane.rank, priorities);
      const placed = { row, priority, key: this.#keyOf(row) };
      if (best === undefined || isBefore(placed, best.placed)) best = { lane, placed };
    }
    if (best === undefined) return undefined;
    best.lane.due.take();
    this.remove(best.placed.row.chainId);
    return best.placed;
  }

  /** When the next row may be dialed: at once, when it falls due, or when its window opens. */
  nextDueAt(at: Instant, keeps: readonly WeeklyHours[] = []): Instant | undefined {
    let next: Instant | undefined;
    const consider = (when: Instant | undefined): void => {
      if (when !== undefined) next = next === undefined ? when : earlier(next, when);
    };
    const kept = JSON.stringify(keeps);
    for (const lane of this.#lanes.values()) {
      this.#promote(lane, at);
      if (lane.due.nextAt !== undefined) consider(laneOpensAt(lane, keeps, kept, at));
      if (lane.waiting.nextAt !== undefined) consider(lane.waiting.nextAt);
    }
    return next;
  }

  /** Moves what has fallen due, and drops what is not wanted any more, from the front of both. */
  #promote({ due, waiting }: Lane, at: Instant): void {
    this.#skipGone(waiting);
    while (waiting.nextAt !== undefined && waiting.nextAt <= at) {
      const row = waiting.take()?.thing;
      if (row !== undefined && this.#isWanted(row)) due.put(row.dueAt, row, this.#keyOf(row));
      this.#skipGone(waiting);
    }
    this.#skipGone(due);
  }

  #skipGone(agenda: Agenda<QueueRow>): void {
    for (let row = agenda.peek(); row !== undefined && !this.#isWanted(row); row = agenda.peek()) {
      agenda.take();
    }
  }

  #isWanted(row: QueueRow): boolean {
    return this.#rows.get(row.chainId) === row;
  }

  #forget(chainId: ChainId): void {
    const row = this.#rows.get(chainId);
    if (row !== undefined) this.#serials.delete(row);
  }

  #keyOf(row: QueueRow): string {
    const serial = must(this.#serials.get(row), `the place of ${row.chainId}`);
    return row.sortKey + String(serial).padStart(SERIAL_DIGITS, '0');
  }

  #laneOf({ window, rank }: QueueRow): Lane {
    const key = `${rank} ${window.zone} ${window.dailyFrom} ${window.dailyTill}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const rows = { due: new Agenda<QueueRow>(), waiting: new Agenda<QueueRow>() };
    const lane: Lane = { window, rank, ...rows, opens: new Map() };
    this.#lanes.set(key, lane);
    return lane;
  }
}

/** Until a lane opens it is known when. */
function laneOpensAt(
  { window, opens }: Lane,
  keeps: readonly WeeklyHours[],
  kept: string,
  at: Instant,
): Instant | undefined {
  if (keeps.length === 0) return opensAt(window, keeps, at);
  const known = opens.get(kept);
  if (known !== undefined && known.asked <= at && at < known.opensAt) return known.opensAt;
  const opening = opensAt(window, keeps, at);
  if (opening !== undefined && opening > at) opens.set(kept, { asked: at, opensAt: opening });
  return opening;
}

/** The window's next opening, now if it is open; a change of daylight saving is not looked for. */
function opensAt(
  window: CallingWindow,
  keeps: readonly WeeklyHours[],
  at: Instant,
): Instant | undefined {
  if (keeps.length > 0) {
    const all = [dailyHours(window), ...keeps].map((hours) => ({ hours, zone: window.zone }));
    return allOpenFrom(all, at);
  }
  if (isOpen(window, at)) return at;
  const wait = (window.dailyFrom - secondOfDay(window.zone, at) + 86_400) % 86_400;
  return instant(at + wait * 1_000);
}

const areOpen = (keeps: readonly WeeklyHours[], { zone }: CallingWindow, at: Instant): boolean =>
  keeps.every((hours) => isOpenIn({ hours, zone }, at));

/** Best priority first, then time, then the sort, then whoever came first. */
export function isBefore(a: Placed, b: Placed): boolean {
  if (a.priority !== b.priority) return a.priority < b.priority;
  if (a.row.dueAt !== b.row.dueAt) return a.row.dueAt < b.row.dueAt;
  return a.key < b.key;
}

/** Of several queues the best `count` that are due now, taken out. */
export function takeBest(
  queues: readonly DialQueue[],
  count: number,
  at: Instant,
  priorities: Priorities,
  keeps: readonly WeeklyHours[] = [],
): readonly { readonly placed: Placed; readonly queue: DialQueue }[] {
  const found = queues.flatMap((queue) => {
    const placed: { readonly placed: Placed; readonly queue: DialQueue }[] = [];
    while (placed.length < count) {
      const next = queue.takeDue(at, priorities, keeps);
      if (next === undefined) break;
      placed.push({ placed: next, queue });
    }
    return placed;
  });
  const sorted = found.toSorted((a, b) => (isBefore(a.placed, b.placed) ? -1 : 1));
  for (const { placed, queue } of sorted.slice(count)) queue.putBack(placed);
  return sorted.slice(0, count);
}
