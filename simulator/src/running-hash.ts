import { createHash } from 'node:crypto';

/** How much text is collected before it is hashed: one call per line would cost more. */
const CHUNK_MAX = 65_536;

/** One hash over everything that happened, in order: two runs are the same when it is. */
export class RunningHash {
  readonly #hash = createHash('sha256');
  #chunk = '';

  add(line: string): void {
    this.#chunk += `${line}\n`;
    if (this.#chunk.length >= CHUNK_MAX) this.#flush();
  }

  /** The first 64 bits, as hexadecimal digits. May be asked at any time. */
  digest(): string {
    this.#flush();
    return this.#hash.copy().digest('hex').slice(0, 16);
  }

  #flush(): void {
    this.#hash.update(this.#chunk);
    this.#chunk = '';
  }
}
