import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import type { KeptRecordings } from '../recordings/kept-recordings.ts';
import { noteInBucket, recordingsToUpload, type WaitingRecording } from '../store/recordings.ts';

export type RecordingUploadsParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  readonly recordings: Pick<KeptRecordings, 'upload'>;
  /** Something was not uploaded; it stays where it is and is tried again. */
  readonly onFault: (fault: unknown) => void;
  /** From the end of one look to the next, ms; after faults in a row the later ones. */
  readonly restsMs?: readonly number[];
};

const RESTS_MS = [5_000, 15_000, 60_000, 300_000];
/** So many in one look, and the next look is waited for. */
const FAULTS_MAX = 3;

/**
 * Brings recordings of calls that have ended into the bucket, one after another. Each is noted when
 * the bucket has it and the switch has not: what a crash cuts off is done again.
 */
export class RecordingUploads {
  readonly #parts: RecordingUploadsParts;
  /** Neither on the switch nor in the bucket: not asked for again by this process. */
  readonly #missing = new Set<string>();
  /** Failed since all were tried last: the others go first. */
  readonly #later = new Set<string>();
  /** Looks in a row in which something failed. */
  #faults = 0;
  #rest: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  readonly #stop = new AbortController();

  constructor(parts: RecordingUploadsParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#looking = this.look().finally(() => {
      if (this.#stop.signal.aborted) return;
      const { restsMs = RESTS_MS } = this.#parts;
      const restMs = restsMs[Math.min(this.#faults, restsMs.length - 1)];
      this.#rest = setTimeout(() => this.start(), restMs);
      this.#rest.unref();
    });
  }

  /** What is under way is broken off, and done by whoever has the site next. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#rest);
    await this.#looking;
  }

  /** Uploads whatever waits, until nothing is left or too much has failed. */
  async look(): Promise<void> {
    const { pool, siteId, onFault } = this.#parts;
    let faults = 0;
    try {
      while (!this.#stop.signal.aborted && faults < FAULTS_MAX) {
        const without = [...this.#missing, ...this.#later];
        const [next] = await recordingsToUpload(pool, siteId, 1, without);
        if (next === undefined) break;
        await this.#upload(next).catch((fault: unknown) => {
          // The bucket or the switch is away, or it is this one file: then the others go on.
          this.#later.add(next.attemptId);
          faults += 1;
          if (!this.#stop.signal.aborted) onFault(fault);
        });
      }
      if (faults < FAULTS_MAX) this.#later.clear();
    } catch (fault) {
      // The database is away; whatever waits goes on waiting.
      faults += 1;
      onFault(fault);
    }
    this.#faults = faults === 0 ? 0 : this.#faults + 1;
  }

  async #upload({ attemptId, file }: WaitingRecording): Promise<void> {
    const { pool, siteId, recordings, onFault } = this.#parts;
    if (await recordings.upload(file, this.#stop.signal))
      return noteInBucket(pool, siteId, attemptId);
    this.#missing.add(attemptId);
    onFault(new Error(`the recording ${file} is neither on the switch nor in the bucket`));
  }
}
