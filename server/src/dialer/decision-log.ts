import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { hours, seconds } from '@outpace/engine/basics/time.ts';
import type { PacingView } from '@outpace/engine/pacing/counts.ts';
import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import type { DecidedRows } from '../store/kept-decisions.ts';

/** Rows are kept so long. */
export const DECISIONS_KEPT_MS = hours(24);
/** At most one row in this time. */
const ROW_EVERY_MS = seconds(1);
/** Where nothing but the forecast moves, one row in this time. */
const STILL_EVERY_MS = seconds(10);
/** Rows older than this are thinned. */
const FINE_MS = hours(1);
/** Of them one is kept in this time: a day of a group is at most 12,000 rows. */
const COARSE_EVERY_MS = seconds(10);

type Book = {
  readonly rows: PacingDecisionRow[];
  /** The decision seen last; it becomes a row when the last row is old enough. */
  seen: PacingView;
  /** What has been decided since the last row. */
  pending: PacingDecisionRow | undefined;
  /** Rows before this place are thinned already. */
  thinned: number;
  /** Rows that nobody has taken to keep them. */
  fresh: PacingDecisionRow[];
};

/**
 * Why each group dialed as much as it did in this process, for a day: what is thinned out adds its
 * calls to the row that stays, so that none is missing from the sum.
 */
export class DecisionLog {
  readonly #books = new Map<CampaignGroupId, Book>();

  /** The newest decision of a group; the same one again is no news. */
  note(groupId: CampaignGroupId, mode: string, at: Instant, view: PacingView): void {
    const book = this.#books.get(groupId);
    if (book === undefined) {
      this.#forgetOld(at);
      const row = { at, mode, ...view };
      const book = { rows: [row], seen: view, pending: undefined, thinned: 0, fresh: [row] };
      this.#books.set(groupId, book);
      return;
    }
    if (book.seen === view) return;
    book.seen = view;
    const opened = view.opened + (book.pending?.opened ?? 0);
    book.pending = { at, mode, ...view, opened };
    this.#settle(book, at);
  }

  /** The rows of a span, oldest first, both ends included. */
  between(groupId: CampaignGroupId, from: number, to: number): readonly PacingDecisionRow[] {
    const book = this.#books.get(groupId);
    if (book === undefined) return [];
    const { rows, pending } = book;
    const all = pending === undefined ? rows : [...rows, pending];
    return all.filter(({ at }) => at >= from && at <= to);
  }

  /** The rows of each group that were not taken before. */
  take(): readonly DecidedRows[] {
    return [...this.#books].flatMap(([groupId, book]) => {
      const rows = book.fresh;
      book.fresh = [];
      return rows.length === 0 ? [] : [{ groupId, rows }];
    });
  }

  #settle(book: Book, at: Instant): void {
    const { rows, pending } = book;
    const last = rows.at(-1);
    if (pending === undefined || last === undefined) return;
    // A clock that was set back must not stop the book.
    const sinceMs = Math.abs(at - last.at);
    const isNews = pending.opened > 0 || !isAlike(pending, last);
    if (sinceMs < (isNews ? ROW_EVERY_MS : STILL_EVERY_MS)) return;
    rows.push(pending);
    book.fresh.push(pending);
    book.pending = undefined;
    this.#thin(book, at);
  }

  /** A few old rows at a time: no decision waits for a day's book. */
  #thin(book: Book, at: Instant): void {
    const { rows } = book;
    const fineFrom = at - FINE_MS;
    for (let step = 0; step < 4; step += 1) {
      const before = rows[book.thinned];
      const row = rows[book.thinned + 1];
      if (before === undefined || row === undefined || row.at >= fineFrom) break;
      const joined = joinedOf(before, row);
      if (joined === undefined) book.thinned += 1;
      else rows.splice(book.thinned, 2, joined);
    }
    const keptFrom = at - DECISIONS_KEPT_MS;
    while (rows.length > 1 && (rows[0]?.at ?? at) < keptFrom) {
      rows.shift();
      book.thinned = Math.max(0, book.thinned - 1);
    }
  }

  /** Groups that have not dialed for a day. */
  #forgetOld(at: Instant): void {
    const keptFrom = at - DECISIONS_KEPT_MS;
    for (const [groupId, { rows }] of this.#books) {
      if ((rows.at(-1)?.at ?? at) < keptFrom) this.#books.delete(groupId);
    }
  }
}

/** Both as one, with the calls of both; undefined: they are far enough apart. */
function joinedOf(
  before: PacingDecisionRow,
  row: PacingDecisionRow,
): PacingDecisionRow | undefined {
  if (row.at - before.at >= COARSE_EVERY_MS) return undefined;
  return { ...row, at: before.at, opened: before.opened + row.opened };
}

/** Rows in the order of time as they are after so long: those of the last hour as they were. */
export function thinnedRows(
  rows: readonly PacingDecisionRow[],
  at: Instant,
): readonly PacingDecisionRow[] {
  const thinned: PacingDecisionRow[] = [];
  for (const row of rows) {
    const before = thinned.at(-1);
    const isOld = row.at < at - FINE_MS;
    const joined = before !== undefined && isOld ? joinedOf(before, row) : undefined;
    if (joined === undefined) thinned.push(row);
    else thinned[thinned.length - 1] = joined;
  }
  return thinned;
}

const COUNTS = ['mode', 'bound', 'ready', 'waiting', 'inAir', 'wanted'] as const;

const isAlike = (a: PacingDecisionRow, b: PacingDecisionRow): boolean =>
  COUNTS.every((key) => a[key] === b[key]);
