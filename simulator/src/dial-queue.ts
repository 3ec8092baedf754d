import type { ChainId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { earlier, instant } from '@outpace/engine/basics/time.ts';
import type { CallingWindow } from '@outpace/engine/calling-lists/calling-window.ts';
import { isOpen, secondOfDay } from '@outpace/engine/calling-lists/calling-window.ts';
import { Agenda } from './agenda.ts';

/** 0 = returned to the top, 1 = callback, 2 = rescheduled, 3 = general. */
export type Rank = 0 | 1 | 2 | 3;

export type QueueRow = {
  readonly chainId: ChainId;
  readonly window: CallingWindow;
  readonly rank: Rank;
  readonly dueAt: Instant;
};

/** Rows of one window: those that may be due, best first, and those that wait for their time. */
type Lane = {
  readonly window: CallingWindow;
  readonly due: Agenda<QueueRow>;
  readonly waiting: Agenda<QueueRow>;
};

/** Wider than any instant, so that rank comes before time in one number. */
const RANK_STEP = 1e14;

/**
 * Chains of one list that wait to be dialed, by rank, then time. One lane per calling window, as
 * the table has one index range per window, so that a fetch looks at open windows only. Rows that
 * were removed stay in their lane until they come up, and are then skipped.
 */
export class DialQueue {
  readonly #rows = new Map<ChainId, QueueRow>();
  readonly #lanes = new Map<string, Lane>();

  get size(): number {
    return this.#rows.size;
  }

  put(row: QueueRow): void {
    this.#rows.set(row.chainId, row);
    this.#laneOf(row.window).waiting.put(row.dueAt, row);
  }

  remove(chainId: ChainId): void {
    this.#rows.delete(chainId);
  }

  /** The best row that is due in an open window, taken out. */
  takeDue(at: Instant): QueueRow | undefined {
    let best: { readonly lane: Lane; readonly key: Instant } | undefined;
    for (const lane of this.#lanes.values()) {
      if (!isOpen(lane.window, at)) continue;
      this.#promote(lane, at);
      const key = lane.due.nextAt;
      if (key !== undefined && (best === undefined || key < best.key)) best = { lane, key };
    }
    const row = best?.lane.due.take()?.thing;
    if (row === undefined) return undefined;
    this.#rows.delete(row.chainId);
    return row;
  }

  /** When the next row may be dialed: at once, when it falls due, or when its window opens. */
  nextDueAt(at: Instant): Instant | undefined {
    let next: Instant | undefined;
    const consider = (when: Instant): void => {
      next = next === undefined ? when : earlier(next, when);
    };
    for (const lane of this.#lanes.values()) {
      this.#promote(lane, at);
      if (lane.due.nextAt !== undefined) consider(opensAt(lane.window, at));
      if (lane.waiting.nextAt !== undefined) consider(lane.waiting.nextAt);
    }
    return next;
  }

  /** Moves what has fallen due, and drops what is not wanted any more, from the front of both. */
  #promote({ due, waiting }: Lane, at: Instant): void {
    this.#skipGone(waiting);
    while (waiting.nextAt !== undefined && waiting.nextAt <= at) {
      const row = waiting.take()?.thing;
      if (row !== undefined && this.#isWanted(row)) due.put(sortKey(row), row);
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

  #laneOf(window: CallingWindow): Lane {
    const key = `${window.zone} ${window.dailyFrom} ${window.dailyTill}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const lane = { window, due: new Agenda<QueueRow>(), waiting: new Agenda<QueueRow>() };
    this.#lanes.set(key, lane);
    return lane;
  }
}

/** The window's next opening, now if it is open; a change of daylight saving is not looked for. */
function opensAt(window: CallingWindow, at: Instant): Instant {
  if (isOpen(window, at)) return at;
  const wait = (window.dailyFrom - secondOfDay(window.zone, at) + 86_400) % 86_400;
  return instant(at + wait * 1_000);
}

const sortKey = (row: QueueRow): Instant => instant(row.rank * RANK_STEP + row.dueAt);

/** The best of the first queue that has something; the others wait. */
export function takeFirst(queues: readonly DialQueue[], at: Instant): QueueRow | undefined {
  for (const queue of queues) {
    const row = queue.takeDue(at);
    if (row !== undefined) return row;
  }
  return undefined;
}
