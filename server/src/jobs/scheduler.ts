import type { CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, hours, instant, minutes } from '@outpace/engine/basics/time.ts';
import {
  afterRefusal,
  followingPoints,
  isTooLate,
} from '@outpace/engine/campaigns/schedule-marks.ts';
import type { ScheduleOrder } from '@outpace/engine/campaigns/schedule-orders.ts';
import { ordersOf } from '@outpace/engine/campaigns/schedule-orders.ts';
import { dueBetween, lookFrom } from '@outpace/engine/campaigns/schedule-times.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { Pool } from 'pg';
import type { Queryable } from '../store/queryable.ts';
import type { MarkChange, NewMark, WaitingMark } from '../store/schedule-marks.ts';
import {
  changeMark,
  interruptOrdered,
  markPoints,
  marksSince,
  purgeMarks,
  waitingMarks,
} from '../store/schedule-marks.ts';
import type { EnabledSchedule } from '../store/schedules.ts';
import { enabledSchedules } from '../store/schedules.ts';
import { transact } from '../store/transaction.ts';

/** Between two looks for what is due, ms. */
const REST_MS = 1_000;

/** That nothing was due is written down this often: a later look goes over it again. */
const NOTE_EVERY = minutes(1);

/** Longer ago than any run goes on: of older ones nothing more comes. */
const RUNS_BACK = hours(3 * 24);

/** Results are kept for so long. */
export const RESULTS_KEPT_FOR = hours(92 * 24);
const PURGE_EVERY = hours(1);

export type SchedulerParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  readonly now: () => Instant;
  /** Gives a command as the console does; `by` is what the audit trail says. */
  readonly order: (by: string, order: ScheduleOrder) => Promise<CommandOutcome>;
  /** Whether a group has run out of records, or is not loaded. */
  readonly isThrough: (groupId: CampaignGroupId) => boolean;
  /** The store failed, or a schedule makes no sense; it is asked again soon. */
  readonly onFault: (fault: unknown) => void;
};

/**
 * Carries out the points of schedules. Each is marked first, and each of its orders is noted before
 * it goes out, so that none is given twice: what a crash cuts off is interrupted, and is not tried
 * again. What is ordered of one campaign group keeps its order.
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #db: Queryable;
  #rest: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isClosed = false;
  /** Marks of an earlier process have been seen to. */
  #isResumed = false;
  /** What has come of orders and could not be saved yet. */
  #unsaved: (readonly [mark: WaitingMark, to: MarkChange, at: Instant])[] = [];
  #purgedAt = instant(0);

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    const { pool } = parts;
    this.#db = { query: (text, values = []) => pool.query(text, [...values]) };
  }

  /** When the dialer has its sessions back: a group that is still to come would look through. */
  start(): void {
    this.#looking = this.look()
      .catch(this.#parts.onFault)
      .finally(() => {
        if (this.#isClosed) return;
        this.#rest = setTimeout(() => this.start(), REST_MS);
        // Nothing is lost by an end: what was not ordered waits in the store.
        this.#rest.unref();
      });
  }

  /** After the orders in hand; before the dialer stops. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#rest);
    await this.#looking;
  }

  /** Marks what has become due, and carries out what waits. */
  async look(): Promise<void> {
    const { siteId, now } = this.#parts;
    if (!this.#isResumed) {
      await interruptOrdered(this.#db, siteId, now());
      this.#isResumed = true;
    }
    await this.#saveLate();
    await this.#purge();
    for (const each of await enabledSchedules(this.#db, siteId)) {
      // One that cannot be read any more must not keep the others from their turn.
      await this.#mark(each).catch(this.#parts.onFault);
    }
    const heldUp = new Set<CampaignGroupId>();
    for (const mark of await waitingMarks(this.#db, siteId)) {
      if (this.#isClosed) return;
      if (heldUp.has(mark.groupId)) continue;
      const isDecided = await this.#carryOut(mark);
      if (!isDecided) heldUp.add(mark.groupId);
    }
  }

  async #purge(): Promise<void> {
    const at = this.#parts.now();
    if (at < after(this.#purgedAt, PURGE_EVERY)) return;
    await purgeMarks(this.#db, this.#parts.siteId, instant(at - RESULTS_KEPT_FOR));
    this.#purgedAt = at;
  }

  async #mark(enabled: EnabledSchedule): Promise<void> {
    const { pool, siteId, now } = this.#parts;
    const { schedule, lookedUntil } = enabled;
    const at = now();
    const { graceMs } = schedule;
    const timed = dueBetween(schedule, lookFrom(lookedUntil, at), at).map((due) => {
      const skip = isTooLate(due.dueAt, graceMs, at) ? ('missed' as const) : undefined;
      return { ...due, skip };
    });
    const marks: readonly NewMark[] = [...timed, ...(await this.#following(enabled, at))];
    const isNoted = lookedUntil <= at && at < after(lookedUntil, NOTE_EVERY);
    if (marks.length === 0 && isNoted) return;
    const written = await transact(pool, { code: 'NOT_FOUND' }, async (db) =>
      ok(await markPoints(db, siteId, enabled, marks, at)),
    );
    if (!written.ok) throw new Error(`points were not marked: ${written.problem.code}`);
  }

  async #following(enabled: EnabledSchedule, at: Instant): Promise<readonly NewMark[]> {
    const { id, schedule, changedAt } = enabled;
    if (!schedule.points.some((point) => point.at.kind === 'after-group')) return [];
    const { siteId, isThrough } = this.#parts;
    const marks = await marksSince(this.#db, siteId, id, instant(at - RUNS_BACK));
    return followingPoints(schedule, { marks, isThrough, changedAt }, at).map((point) => ({
      ...point,
      dueAt: at,
    }));
  }

  /** Whether it is decided: done, refused, skipped, or somebody else’s. */
  async #carryOut(mark: WaitingMark): Promise<boolean> {
    const { siteId, now, order } = this.#parts;
    const { dueAt, graceMs, action, groupId } = mark;
    if (isTooLate(dueAt, graceMs, now())) {
      await changeMark(this.#db, siteId, mark, 'waiting', tooLate(mark), now());
      return true;
    }
    const orders = ordersOf(action, groupId);
    for (const [step, each] of orders.entries()) {
      if (step < mark.step) continue;
      const from = step === mark.step ? 'waiting' : 'ordered';
      const ordered = { state: 'ordered', step } as const;
      // Written before it goes out: a crash after this never gives the order again.
      if (!(await changeMark(this.#db, siteId, mark, from, ordered, now()))) return true;
      const outcome = await order(`schedule ${mark.scheduleName}`, each);
      if (outcome.ok) continue;
      const { code, detail } = outcome.problem;
      const then = afterRefusal(code, mark, each.type);
      if (then === 'go-on') continue;
      const state = then === 'try-again' ? 'waiting' : then;
      await this.#save(mark, { state, step, code, detail });
      return state !== 'waiting';
    }
    await this.#save(mark, { state: 'done', step: orders.length - 1 });
    return true;
  }

  /** The order is given: should the store fail now, it is told what came of it later. */
  async #save(mark: WaitingMark, to: MarkChange): Promise<void> {
    this.#unsaved.push([mark, to, this.#parts.now()]);
    await this.#saveLate();
  }

  async #saveLate(): Promise<void> {
    for (const [mark, to, at] of [...this.#unsaved]) {
      await changeMark(this.#db, this.#parts.siteId, mark, 'ordered', to, at);
      this.#unsaved = this.#unsaved.slice(1);
    }
  }
}

/** What was tried until now was refused; what was never tried was missed. */
const tooLate = ({ step, code, detail }: WaitingMark): MarkChange =>
  code === null
    ? { state: 'skipped', step, skip: 'missed' }
    : { state: 'refused', step, code, detail: detail ?? undefined };
