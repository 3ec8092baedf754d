import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { QualitySample } from '../store/call-quality.ts';

/** Between two writes, ms: pages measure every few seconds, and only the last one counts. */
const REST_MS = 5_000;

export type QualityDeskParts = {
  readonly save: (samples: readonly QualitySample[]) => Promise<void>;
  /** The store failed; the samples are lost, and newer ones come soon. */
  readonly onFault: (fault: unknown) => void;
  readonly restMs?: number;
};

/**
 * Takes in what pages measure and writes the newest sample of each interaction now and then, all
 * in one statement. Nobody waits for it, and never is more than one write on its way.
 */
export class QualityDesk {
  readonly #parts: QualityDeskParts;
  readonly #newest = new Map<InteractionId, QualitySample>();
  #writing: Promise<void> | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(parts: QualityDeskParts) {
    this.#parts = parts;
  }

  take(sample: QualitySample): void {
    this.#newest.set(sample.interactionId, sample);
    if (this.#writing === undefined && this.#rest === undefined) void this.#write();
  }

  /** Writes what is left; nothing is taken in any more. */
  async close(): Promise<void> {
    await this.#writing;
    clearTimeout(this.#rest);
    if (this.#newest.size > 0) await this.#saveNewest();
  }

  async #write(): Promise<void> {
    this.#writing = this.#saveNewest();
    await this.#writing;
    this.#writing = undefined;
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      if (this.#newest.size > 0) void this.#write();
    }, this.#parts.restMs ?? REST_MS);
    // The last write is made by `close`; a rest is no reason to keep the process alive.
    this.#rest.unref();
  }

  async #saveNewest(): Promise<void> {
    const samples = [...this.#newest.values()];
    this.#newest.clear();
    await this.#parts.save(samples).catch(this.#parts.onFault);
  }
}
