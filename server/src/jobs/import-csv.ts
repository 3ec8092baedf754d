import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { ImportReading } from '@outpace/protocol/calling-lists.ts';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import { LINE_BYTES_MAX } from './import-scan.ts';

/** A row as it stands in the file. `problem` when it cannot even be cut into cells. */
export type CsvRow = {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem: string | undefined;
};

/** The rows of one chunk, and where in the file the chunk ends. */
export type CsvChunk = { readonly rows: readonly CsvRow[]; readonly bytesRead: number };

/** A row longer than the longest line: most often a quotation mark that is not closed. */
export class RowTooLong extends Error {
  override readonly name = 'RowTooLong';
  /** The last line that was still read, from 1. */
  readonly line: number;

  constructor(line: number, cause: unknown) {
    super(`a row is too long near line ${line}`, { cause });
    this.line = line;
  }
}

/**
 * The rows of a file, a chunk's worth at a time, so that waiting is paid per chunk. Rows of nothing
 * but separators and spaces are left out: spreadsheets write them below the last one.
 * Throws `RowTooLong`.
 */
export async function* readRows(
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  reading: ImportReading,
): AsyncGenerator<CsvChunk> {
  const cutter = new RowCutter(reading.separator);
  const decode = decoderOf(reading.encoding);
  let bytesRead = 0;
  for await (const chunk of source) {
    bytesRead += chunk.length;
    yield { rows: cutter.take(decode(chunk)), bytesRead };
  }
  yield { rows: await cutter.end(), bytesRead };
}

/** From the bytes of a chunk to what the parser reads; UTF-8 it reads itself. */
function decoderOf(encoding: ImportReading['encoding']): (chunk: Buffer) => Buffer | string {
  switch (encoding) {
    case 'utf-8':
      return (chunk) => chunk;
    case 'windows-1252': {
      const decoder = new TextDecoder(encoding);
      return (chunk) => decoder.decode(chunk, { stream: true });
    }
    case 'iso-8859-1':
      // Not by the decoder: on the web that name means the other one.
      return (chunk) => chunk.toString('latin1');
    default:
      return unreachable(encoding);
  }
}

/**
 * 8 KB a read: its rows are cut in less than a ms, and then the database is sent more of what
 * waits. The system asks for that when a quarter of its 200 KB is left, which lasts about as long.
 */
export const readFileChunks = (path: string, bytes = 8 * 1024): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: bytes });

class RowCutter {
  readonly #parser: Parser;
  #rows: CsvRow[] = [];
  /** Where the last row ended. */
  #line = 0;
  /** Lines that the parser has counted twice: it takes CR LF in a quoted cell for two ends. */
  #countedTwice = 0;

  constructor(separator: string) {
    this.#parser = parse({
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // Of an open quotation mark only its row is lost, and told.
      skip_records_with_error: true,
      max_record_size: LINE_BYTES_MAX,
      // Rows are taken here, as they are cut; nothing is ever left in the stream to be read.
      on_record: (cells: string[], { lines }: Info) => {
        this.#rows.push({ line: this.#beginning(cells, lines), cells, problem: undefined });
        return null;
      },
      on_skip: (problem) => {
        if (problem?.code === 'CSV_MAX_RECORD_SIZE') throw new RowTooLong(this.#line + 1, problem);
        this.#rows.push({ line: this.#line + 1, cells: [], problem: reasonOf(problem) });
      },
    });
    // The error is thrown from `take` or `end`; without a listener it would end the process.
    this.#parser.on('error', () => undefined);
    this.#parser.resume();
  }

  take(text: Buffer | string): readonly CsvRow[] {
    this.#parser.write(text);
    const { errored } = this.#parser;
    if (errored !== null) throw errored;
    return this.#taken();
  }

  async end(): Promise<readonly CsvRow[]> {
    this.#parser.end();
    await finished(this.#parser);
    return this.#taken();
  }

  #taken(): readonly CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** The parser knows where a row ends; one with line ends in its cells begins further up. */
  #beginning(cells: readonly string[], counted: number): number {
    const before = this.#line;
    this.#line = counted - this.#countedTwice;
    if (this.#line - before <= 1) return this.#line;
    const within = cells.reduce((sum, cell) => sum + countOf(cell, /\r\n|\n|\r/g), 0);
    const doubled = cells.reduce((sum, cell) => sum + countOf(cell, /\r\n/g), 0);
    this.#countedTwice += doubled;
    this.#line -= doubled;
    return this.#line - within;
  }
}

const countOf = (cell: string, pattern: RegExp): number => cell.match(pattern)?.length ?? 0;

const reasonOf = (problem: CsvError | undefined): string =>
  problem?.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'A quotation mark is not closed, so the rest of the file cannot be read.'
    : 'The row cannot be read.';
