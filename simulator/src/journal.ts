/** The last things that happened, written out only when somebody asks. */
export class Journal {
  readonly #lines: (() => string)[] = [];
  readonly #limit: number;
  #next = 0;

  /** Keeps that many lines, at least 1. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** `line` runs only if the journal is read before the line is overwritten. */
  note(line: () => string): void {
    this.#lines[this.#next] = line;
    this.#next = (this.#next + 1) % this.#limit;
  }

  /** Oldest first. */
  lines(): readonly string[] {
    const ordered = [...this.#lines.slice(this.#next), ...this.#lines.slice(0, this.#next)];
    return ordered.map((line) => line());
  }
}
