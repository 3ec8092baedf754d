import { setTimeout as sleep } from 'node:timers/promises';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { hours, type Instant, minutes } from '@outpace/engine/basics/time.ts';
import { forgottenBefore, mayForget } from '@outpace/engine/compliance/retention.ts';
import type { RetentionRun } from '@outpace/protocol/retention.ts';
import type { Pool } from 'pg';
import type { RecordingFiles } from '../ports.ts';
import {
  AGED,
  BEGINNING,
  type OldOrder,
  type OldRecording,
  oldAttempts,
  oldRecordings,
  type Place,
  removeAged,
  removeAttempts,
  removeRecording,
  removeValidations,
} from '../store/forgetting.ts';
import {
  type CampaignKept,
  type StoredRetention,
  saveRetentionRun,
  storedRetention,
} from '../store/retention.ts';
import { transact } from '../store/transaction.ts';
import { removeErasedFiles } from './erased-files.ts';

export type RetentionParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  /** Undefined: this switch does not record, and nobody can say what became of older files. */
  readonly recordings: Pick<RecordingFiles, 'remove'> | undefined;
  /** Something was not removed; it is looked at again in an hour. */
  readonly onFault: (fault: unknown) => void;
  /** Rows that go in one transaction, and the rest after it, ms. */
  readonly batch?: { readonly rows: number; readonly restMs: number };
};

/** The first look, after a start; then every hour. */
const FIRST_LOOK_MS = minutes(1);
const LOOK_EVERY_MS = hours(1);
/** Each takes a few ms; the dialer has the database between two of them. */
const BATCH = { rows: 500, restMs: 100 } as const;

/**
 * Removes what the site keeps no longer, a few rows at a time, by the clock of the database. What
 * may go the engine says; what is cut off in the middle goes on with the next look.
 */
export class Retention {
  readonly #parts: RetentionParts;
  readonly #batch: { readonly rows: number; readonly restMs: number };
  readonly #stop = new AbortController();
  #rest: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
    this.#batch = parts.batch ?? BATCH;
  }

  start(): void {
    this.#wait(FIRST_LOOK_MS);
  }

  /** After the rows in hand. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#rest);
    await this.#looking;
  }

  #wait(ms: number): void {
    if (this.#stop.signal.aborted) return;
    this.#rest = setTimeout(() => {
      this.#looking = this.look()
        .catch(this.#parts.onFault)
        .finally(() => this.#wait(LOOK_EVERY_MS));
    }, ms);
    // Nothing is lost by an end: what is old stays so.
    this.#rest.unref();
  }

  /** Everything that may go now. */
  async look(): Promise<void> {
    const { pool, siteId } = this.#parts;
    const kept = await storedRetention(pool, siteId);
    const removed = {
      ...{ attempts: 0, recordings: 0 },
      ...{ 'webhook-deliveries': 0, imports: 0, 'agent-states': 0 },
    };
    let stuckRecordings = 0;
    for (const campaign of kept.campaigns) {
      const recordings = await this.#forgetRecordings(campaign, kept.now);
      removed.recordings += recordings.removed;
      stuckRecordings += recordings.stuck;
      removed.attempts += await this.#forgetAttempts(campaign, kept.now);
    }
    for (const what of AGED) removed[what] = await this.#forgetAged(what, kept);
    if (!this.#stop.signal.aborted) await removeErasedFiles(this.#parts);
    if (this.#stop.signal.aborted) return;
    const isNews = stuckRecordings > 0 || Object.values(removed).some((count) => count > 0);
    if (!isNews) return;
    const at = new Date(kept.now).toISOString();
    const run: RetentionRun = { at, removed, stuckRecordings };
    await saveRetentionRun(pool, siteId, run);
  }

  async #forgetAttempts(campaign: CampaignKept, now: Instant): Promise<number> {
    const { pool, siteId } = this.#parts;
    const { campaignId, attemptsDays: days } = campaign;
    const before = forgottenBefore(days, now);
    if (before === undefined) return 0;
    let removed = 0;
    let place: Place | undefined = BEGINNING;
    while (place !== undefined && !this.#stop.signal.aborted) {
      const old = await oldAttempts(pool, siteId, this.#orderOf(campaignId, before, place));
      const ids = old.filter((each) => mayForget(each, days, now)).map(({ id }) => id);
      if (ids.length > 0) {
        await transact(pool, { code: 'IN_USE' }, async (db) =>
          ok(await removeAttempts(db, siteId, ids)),
        );
      }
      removed += ids.length;
      place = this.#placeAfter(old);
      if (place !== undefined) await this.#pause();
    }
    const most = this.#batch.rows;
    await this.#untilNone(() => removeValidations(pool, siteId, { campaignId, before, most }));
    return removed;
  }

  async #forgetRecordings(
    { campaignId, recordingsDays: days }: CampaignKept,
    now: Instant,
  ): Promise<{ readonly removed: number; readonly stuck: number }> {
    const { pool, siteId } = this.#parts;
    const before = forgottenBefore(days, now);
    let [removed, stuck] = [0, 0];
    let place = before === undefined ? undefined : BEGINNING;
    while (before !== undefined && place !== undefined && !this.#stop.signal.aborted) {
      const old: readonly (OldRecording & { readonly id: string })[] = (
        await oldRecordings(pool, siteId, this.#orderOf(campaignId, before, place))
      ).map((each) => ({ ...each, id: each.attemptId }));
      for (const recording of old.filter((each) => mayForget(each, days, now))) {
        if (this.#stop.signal.aborted) break;
        if (await this.#removeFile(recording)) {
          await removeRecording(pool, siteId, recording);
          removed += 1;
        } else stuck += 1;
      }
      place = this.#placeAfter(old);
      if (place !== undefined) await this.#pause();
    }
    return { removed, stuck };
  }

  /** The file goes before what is known of it: else nobody would find it again. */
  async #removeFile({ file }: OldRecording): Promise<boolean> {
    const { recordings, onFault } = this.#parts;
    if (file === undefined) return true;
    if (recordings === undefined) return false;
    try {
      await recordings.remove(file);
      return true;
    } catch (fault) {
      // The switch is away, or cannot; the others may be removed all the same.
      onFault(fault);
      return false;
    }
  }

  async #forgetAged(what: (typeof AGED)[number], { plan }: StoredRetention): Promise<number> {
    const { pool, siteId } = this.#parts;
    const days = plan[what];
    if (days === null) return 0;
    const most = this.#batch.rows;
    return this.#untilNone(() => removeAged(pool, siteId, what, { days, most }));
  }

  async #untilNone(remove: () => Promise<number>): Promise<number> {
    let removed = 0;
    while (!this.#stop.signal.aborted) {
      const now = await remove();
      if (now === 0) break;
      removed += now;
      await this.#pause();
    }
    return removed;
  }

  #orderOf(campaignId: string, before: Instant, after: Place): OldOrder {
    return { campaignId, before, after, most: this.#batch.rows };
  }

  /** Where to go on; undefined: those were the last ones. */
  #placeAfter(old: readonly Place[]): Place | undefined {
    const last = old.at(-1);
    const isOver = old.length < this.#batch.rows;
    return isOver || last === undefined ? undefined : { at: last.at, id: last.id };
  }

  async #pause(): Promise<void> {
    const { signal } = this.#stop;
    if (!signal.aborted) await sleep(this.#batch.restMs, undefined, { signal }).catch(ignoreEnd);
  }
}

/** The rest was cut short: everything that follows looks at the signal itself. */
const ignoreEnd = (): void => undefined;
