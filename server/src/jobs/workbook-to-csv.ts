import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { COLUMNS_MAX } from './import-scan.ts';
import { type Calendar, dateText, isDateFormat, numberText } from './workbook-numbers.ts';
import {
  type Attributes,
  type PartReader,
  WORKBOOK_LIMITS,
  WorkbookDamaged,
  type WorkbookLimits,
  WorkbookParts,
  WorkbookTooLarge,
} from './workbook-parts.ts';

/** The last row that a sheet can have. */
const ROWS_MAX = 1_048_576;

/**
 * Writes the first visible sheet of a workbook as CSV in UTF-8: row by row as it is unpacked, each
 * on the line of its own number, so that an error names the row of the sheet. Line ends within a
 * cell become spaces for the same reason. What is damaged or made to hurt is refused.
 */
export async function workbookToCsv(
  from: string,
  to: string,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): Promise<Result<undefined, Refusal>> {
  const out = createWriteStream(to, { mode: 0o600 });
  // A failure is thrown from the next wait; unheard it would end the process.
  out.on('error', () => undefined);
  try {
    const parts = await WorkbookParts.open(from, limits);
    try {
      await writeFirstSheet(parts, out, limits);
    } finally {
      parts.close();
    }
    out.end();
    await finished(out);
    return ok(undefined);
  } catch (problem) {
    out.destroy();
    if (problem instanceof WorkbookTooLarge) {
      return fail(refusal('TOO_LARGE', `Of this workbook: ${problem.message}.`));
    }
    if (problem instanceof TooManyColumns) return fail(problem.refusal);
    // Whatever else the archive or its XML is found to be is the file's own fault; only what the
    // system says of the disk is not.
    if (isOfSystem(problem)) throw problem;
    return fail(refusal('FILE_NOT_CSV', 'The workbook is damaged, or not one.'));
  }
}

const isOfSystem = (problem: unknown): boolean =>
  problem instanceof Error &&
  'code' in problem &&
  typeof problem.code === 'string' &&
  /^E[A-Z]+$/.test(problem.code);

class TooManyColumns extends Error {
  override readonly name = 'TooManyColumns';
  readonly refusal = refusal('TOO_MANY_COLUMNS', `The limit is ${COLUMNS_MAX} columns.`);
}

async function writeFirstSheet(
  parts: WorkbookParts,
  out: WriteStream,
  limits: WorkbookLimits,
): Promise<void> {
  const book = await readBook(parts);
  const paths = await parts.relations('xl/workbook.xml');
  const sheet = paths.get(book.sheetId ?? '');
  if (sheet === undefined) throw new WorkbookDamaged('it has no sheet');
  const named = (end: string): string | undefined =>
    [...paths.values()].find((path) => path.endsWith(end) && parts.has(path));
  const texts = await readTexts(parts, named('sharedStrings.xml'), limits.sharedChars);
  const dates = await readDateStyles(parts, named('styles.xml'));
  const reader = new SheetReader(out, { texts, dates, calendar: book.calendar });
  await parts.read(sheet, reader);
}

type Book = { readonly sheetId: string | undefined; readonly calendar: Calendar };

async function readBook(parts: WorkbookParts): Promise<Book> {
  let sheetId: string | undefined;
  let calendar: Calendar = 'from1900';
  await parts.read('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.get('date1904') ?? '')) {
        calendar = 'from1904';
      }
      if (name !== 'sheet' || (attributes.get('state') ?? 'visible') !== 'visible') return;
      sheetId ??= [...attributes].find(([key]) => key.endsWith(':id'))?.[1];
    },
    text: () => undefined,
    close: () => undefined,
  });
  return { sheetId, calendar };
}

/** The texts that cells share, by number. What is only there to be pronounced is left out. */
async function readTexts(
  parts: WorkbookParts,
  path: string | undefined,
  charsMax: number,
): Promise<readonly string[]> {
  if (path === undefined) return [];
  const texts: string[] = [];
  let chars = 0;
  let text = '';
  let inText = false;
  let inSound = false;
  await parts.read(path, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 't') inText = true;
      if (name === 'rPh') inSound = true;
    },
    text(piece) {
      if (inText && !inSound) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inSound = false;
      if (name !== 'si') return;
      // An empty text takes room as well.
      chars += text.length + 8;
      if (chars > charsMax) throw new WorkbookTooLarge('it has too many texts');
      texts.push(text);
    },
  });
  return texts;
}

/** The styles, by number, that show a number as a date or a time. */
async function readDateStyles(
  parts: WorkbookParts,
  path: string | undefined,
): Promise<ReadonlySet<number>> {
  const dates = new Set<number>();
  if (path === undefined) return dates;
  const codes = new Map<number, string>();
  let inStyles = false;
  let style = 0;
  await parts.read(path, {
    open(name, attributes) {
      const id = Number(attributes.get('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attributes.get('formatCode') ?? '');
      if (name === 'cellXfs') inStyles = true;
      if (name !== 'xf' || !inStyles) return;
      if (isDateFormat(id, codes.get(id))) dates.add(style);
      style += 1;
    },
    text: () => undefined,
    close(name) {
      if (name === 'cellXfs') inStyles = false;
    },
  });
  return dates;
}

type Known = {
  readonly texts: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly calendar: Calendar;
};

/** Writes the rows of a sheet as they close. */
class SheetReader implements PartReader {
  readonly #out: WriteStream;
  readonly #known: Known;
  #piece = '';
  /** The row that was written last, as the sheet counts, from 1. */
  #written = 0;
  #row = 0;
  /** Cells of the first row with any: shorter ones are filled up to it, as a sheet leaves off. */
  #width = 0;
  #cells: string[] = [];
  #cell = { column: -1, type: 'n', style: 0, value: '' };
  #inValue = false;
  #inSound = false;

  constructor(out: WriteStream, known: Known) {
    this.#out = out;
    this.#known = known;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.#beginRow(attributes);
    else if (name === 'c') this.#beginCell(attributes);
    else if (name === 'v' || name === 't') this.#inValue = true;
    else if (name === 'rPh') this.#inSound = true;
  }

  text(text: string): void {
    if (this.#inValue && !this.#inSound) this.#cell.value += text;
  }

  close(name: string): void {
    if (name === 'row') this.#endRow();
    else if (name === 'c') this.#endCell();
    else if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'rPh') this.#inSound = false;
  }

  async pause(): Promise<void> {
    const piece = this.#piece;
    this.#piece = '';
    if (this.#out.errored !== null) throw this.#out.errored;
    if (piece !== '' && !this.#out.write(piece)) await once(this.#out, 'drain');
  }

  #beginRow(attributes: Attributes): void {
    this.#row = Number(attributes.get('r') ?? this.#written + 1);
    const isNext = Number.isInteger(this.#row) && this.#row > this.#written;
    if (!isNext || this.#row > ROWS_MAX) throw new WorkbookDamaged(`the row ${this.#row}`);
    this.#cells = [];
    this.#cell.column = -1;
  }

  #beginCell(attributes: Attributes): void {
    const place = /^([A-Z]{1,3})\d+$/.exec(attributes.get('r') ?? '')?.[1];
    const column = place === undefined ? this.#cell.column + 1 : columnOf(place);
    if (column >= COLUMNS_MAX) throw new TooManyColumns();
    const style = Number(attributes.get('s') ?? -1);
    this.#cell = { column, type: attributes.get('t') ?? 'n', style, value: '' };
  }

  #endCell(): void {
    const { column } = this.#cell;
    const text = this.#cellText();
    if (text === '') return;
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  #cellText(): string {
    const { type, style, value } = this.#cell;
    const { texts, dates, calendar } = this.#known;
    if (type === 's') return texts[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'true' : 'false';
    if (type !== 'n') return value;
    return dates.has(style) ? dateText(value, calendar) : numberText(value);
  }

  #endRow(): void {
    if (this.#width === 0) this.#width = this.#cells.length;
    while (this.#cells.length < this.#width) this.#cells.push('');
    this.#piece += '\n'.repeat(this.#row - this.#written - 1);
    this.#piece += `${this.#cells.map(csvCell).join(',')}\n`;
    this.#written = this.#row;
  }
}

/** `A` is 0, `Z` 25, `AA` 26. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** With line ends as spaces; a workbook may write them as `_x000D_`. */
function csvCell(text: string): string {
  const line = text.replace(/_x000[9AD]_|[\r\n]+/gi, ' ').toWellFormed();
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
