import type { RecordingFiles, RecordingStream } from '../ports.ts';
import type { Bucket } from './bucket.ts';

/**
 * Recordings that begin on the switch and end in a bucket. Whoever listens gets them from where
 * they are; what is removed is removed from both, and nothing of it is brought back by an upload
 * that was under way: one thing at a time is done to each file.
 */
export class KeptRecordings implements RecordingFiles {
  readonly #switch: RecordingFiles;
  readonly #bucket: Bucket;
  readonly #busy = new Map<string, Promise<unknown>>();

  constructor(onSwitch: RecordingFiles, bucket: Bucket) {
    this.#switch = onSwitch;
    this.#bucket = bucket;
  }

  async open(file: string): Promise<RecordingStream | undefined> {
    let away: unknown;
    const found = await this.#switch.open(file).catch((fault: unknown) => {
      // What is in the bucket is heard without the switch.
      away = fault;
      return undefined;
    });
    const heard = found ?? (await this.#bucket.open(file));
    if (heard === undefined && away !== undefined) throw away;
    return heard;
  }

  remove(file: string): Promise<void> {
    return this.#alone(file, async () => {
      await this.#switch.remove(file);
      await this.#bucket.remove(file);
    });
  }

  /** False: it is neither on the switch nor in the bucket. `signal` breaks it off. */
  upload(file: string, signal?: AbortSignal): Promise<boolean> {
    return this.#alone(file, async () => {
      const found = await this.#switch.open(file);
      // An earlier upload was not noted any more, or there is nothing.
      if (found === undefined) return this.#bucket.has(file, signal);
      const bytes = new Uint8Array(await new Response(found.stream).arrayBuffer());
      if (found.bytes !== undefined && found.bytes !== bytes.length) {
        throw new Error(`the switch did not send all of ${file}`);
      }
      await this.#bucket.put(file, found.mediaType, bytes, signal);
      await this.#switch.remove(file);
      return true;
    });
  }

  async #alone<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#busy.get(file) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#busy.set(file, mine);
    try {
      return await mine;
    } finally {
      if (this.#busy.get(file) === mine) this.#busy.delete(file);
    }
  }
}
