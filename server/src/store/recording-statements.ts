import type { QueryResultRow } from 'pg';
import type { Statements } from './ownership.ts';

/** A database that only remembers what it was asked, and answers what it was told to. */
export class RecordingStatements implements Statements {
  readonly ran: { readonly name: string; readonly values: readonly unknown[] }[] = [];
  readonly #answers: Readonly<Record<string, readonly unknown[]>>;

  constructor(answers: Readonly<Record<string, readonly unknown[]>> = {}) {
    this.#answers = answers;
  }

  get names(): readonly string[] {
    return this.ran.map(({ name }) => name);
  }

  /** The values of one statement, by its name. */
  valuesOf(name: string): readonly unknown[] | undefined {
    return this.ran.find((each) => each.name === name)?.values;
  }

  async run<Row extends QueryResultRow>(
    name: string,
    _text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    this.ran.push({ name, values });
    return (this.#answers[name] ?? []) as readonly Row[];
  }
}
