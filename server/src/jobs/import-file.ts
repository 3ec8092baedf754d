import { open, stat } from 'node:fs/promises';
import { assert, must } from '@outpace/engine/basics/assert.ts';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportFile, ImportMapping, ImportReading } from '@outpace/protocol/calling-lists.ts';
import { type CsvRow, RowTooLong, readRows } from './import-csv.ts';
import { countryOf, parseImportedPhone } from './import-phone.ts';
import { type ListDefaults, planRows, type RowPlan } from './import-row.ts';
import { COLUMNS_MAX, type Encoding, LINE_BYTES_MAX, scanFile } from './import-scan.ts';
import { isQuantity, suggestMapping } from './import-suggest.ts';
import { zoneNamed } from './import-zone.ts';

/** What a file looks like. */
export type FileLook = Pick<ImportFile, 'suggested' | 'header' | 'sample'>;

/** Rows shown to the person. */
export const SAMPLE_ROWS = 20;
/** Rows that the guesses are made from. */
const GUESS_ROWS = 1_000;
/** What is read of the file for them, bytes. */
const GUESS_BYTES = 256 * 1024;
/** What is read of the file to show its first rows: little, since the dialer's loop waits. */
const HEAD_BYTES = 64 * 1024;
/** Characters of a cell that are shown. */
const SHOWN_CHARS = 200;

/** What is done with rows until a person says otherwise. */
const USUAL = { refuseDuplicatesIn: 'list', way: 'append', key: 'phone' } as const;

const SEPARATORS: readonly ImportReading['separator'][] = [',', ';', '\t', '|'];

/**
 * Tells what a file is and how its columns fit a list. The bytes are all looked at once, for what
 * no importer could read; everything else is guessed from the first rows, unless a person has said
 * `how` the file is to be read.
 */
export async function lookAtFile(
  path: string,
  list: ListDefaults,
  how?: ImportReading,
): Promise<Result<FileLook, Refusal>> {
  const scanned = await scanFile(path);
  if (!scanned.ok) return scanned;
  if (how?.encoding === 'utf-8' && scanned.value !== 'utf-8') return fail(NOT_UTF8);
  const encoding = how?.encoding ?? scanned.value;
  const head = await headOf(path, GUESS_BYTES);
  if (looksForeign(head)) return fail(refusal('FILE_NOT_CSV', 'This is a page or a document.'));
  const cut = await bestCut(head, encoding, how === undefined ? SEPARATORS : [how.separator]);
  if (!cut.ok) return cut;
  const { separator, rows } = cut.value;
  const first = rows[0];
  if (first === undefined) return fail(refusal('FILE_EMPTY'));
  if (rows.some((cells) => cells.length > COLUMNS_MAX)) {
    return fail(refusal('TOO_MANY_COLUMNS', `The limit is ${COLUMNS_MAX} columns.`));
  }
  const hasHeader = isHeader(rows, list);
  const body = hasHeader ? rows.slice(1) : rows;
  const header: string[] = hasHeader ? first.map((text) => text.trim().slice(0, SHOWN_CHARS)) : [];
  const format = { hasHeader, separator, encoding };
  return ok({
    suggested: { ...format, ...USUAL, ...suggestMapping(header, body, first.length, list) },
    header,
    sample: body.slice(0, SAMPLE_ROWS).map(shown),
  });
}

/** Of a file that somebody takes for what its bytes are not. */
export const NOT_UTF8 = refusal('FILE_ENCODING', 'The file is not UTF-8.');

/** The beginning of a file under a mapping that fits both it and its list. */
export type FilePlan = {
  readonly plan: RowPlan;
  readonly rows: readonly CsvRow[];
  /** Rows of the whole file, if all are as long as those. */
  readonly rowsGuess: number;
};

/** Checks a mapping against the file and the list. The rows are the first ones, without header. */
export async function planFile(
  path: string,
  mapping: ImportMapping,
  list: ListDefaults,
): Promise<Result<FilePlan, Refusal>> {
  const first = await firstRows(path, mapping);
  if (!first.ok) return first;
  const { header, rows, rowsGuess } = first.value;
  const plan = planRows(mapping, header, list);
  if (!plan.ok) return fail(refusal('BAD_REQUEST', plan.problem));
  return ok({ plan: plan.value, rows, rowsGuess });
}

export type FirstRows = Pick<FilePlan, 'rows' | 'rowsGuess'> & {
  /** Empty where the file has none. */
  readonly header: readonly string[];
};

/** The beginning of a file, if it has as many columns as a mapping. */
export async function firstRows(
  path: string,
  mapping: ImportReading & {
    readonly columns: readonly unknown[];
    readonly hasHeader: boolean;
  },
): Promise<Result<FirstRows, Refusal>> {
  const head = await headOf(path, HEAD_BYTES);
  const cut = await cutHead(head, mapping);
  if (!cut.ok) return cut;
  const width = cut.value[0]?.cells.length ?? 0;
  if (width !== mapping.columns.length) {
    const detail = `The file has ${width} columns, the mapping ${mapping.columns.length}.`;
    return fail(refusal('BAD_REQUEST', detail));
  }
  const header = mapping.hasHeader ? (cut.value[0]?.cells ?? []) : [];
  const { size } = await stat(path);
  const rowsGuess = Math.ceil((cut.value.length * size) / head.length);
  return ok({ header, rows: cut.value.slice(mapping.hasHeader ? 1 : 0), rowsGuess });
}

const shown = (cells: readonly string[]): string[] =>
  cells.map((text) => text.slice(0, SHOWN_CHARS));

/** The beginning of the file in whole lines; longer than asked when its first line is. */
async function headOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    if (bytesRead < bytes) return buffer.subarray(0, bytesRead);
    const end = Math.max(buffer.lastIndexOf('\n'), buffer.lastIndexOf('\r')) + 1;
    if (end > 0) return buffer.subarray(0, end);
  } finally {
    await file.close();
  }
  assert(bytes <= LINE_BYTES_MAX, 'a file that was looked at has no longer line');
  return headOf(path, bytes * 2);
}

const looksForeign = (head: Buffer): boolean =>
  /^\s*(<!doctype|<html|<\?xml|[[{]\s*["{[])/i.test(head.toString('latin1', 0, 200));

async function cutHead(
  head: Buffer,
  reading: ImportReading,
): Promise<Result<readonly CsvRow[], Refusal>> {
  const rows: CsvRow[] = [];
  try {
    for await (const chunk of readRows([head], reading)) rows.push(...chunk.rows);
  } catch (problem) {
    if (problem instanceof RowTooLong) return fail(tooLong(problem));
    throw problem;
  }
  return ok(rows.filter((row) => row.problem === undefined));
}

export const tooLong = (problem: RowTooLong): Refusal =>
  refusal('LINE_TOO_LONG', `Near line ${problem.line}: is a quotation mark not closed?`);

type Cut = {
  readonly separator: ImportReading['separator'];
  readonly rows: readonly (readonly string[])[];
};

/** The separator that gives most rows the same number of cells; of two, the one that gives more. */
async function bestCut(
  head: Buffer,
  encoding: Encoding,
  separators: readonly ImportReading['separator'][],
): Promise<Result<Cut, Refusal>> {
  let best: (Cut & { readonly score: number }) | undefined;
  for (const separator of separators) {
    const cut = await cutHead(head, { separator, encoding });
    if (!cut.ok) return cut;
    const rows = cut.value.slice(0, GUESS_ROWS).map((row) => row.cells);
    const score = evenness(rows);
    if (best === undefined || score > best.score) best = { separator, rows, score };
  }
  return ok(must(best, 'a separator'));
}

function evenness(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width, times] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0];
  if (width < 2) return 0;
  return times / rows.length + Math.min(width, COLUMNS_MAX) / 10_000;
}

/**
 * The first row is a header when nothing in it can be a value of a row: no number to call, no
 * quantity, no zone, no name twice.
 */
function isHeader(rows: readonly (readonly string[])[], list: ListDefaults): boolean {
  const names = (rows[0] ?? []).map((text) => text.trim()).filter((text) => text !== '');
  const country = countryOf(list.defaultCountry) ?? 'US';
  const isValue = (text: string): boolean =>
    isQuantity(text) ||
    parseImportedPhone(text, country).ok ||
    zoneNamed(text)?.includes('/') === true;
  if (names.length === 0 || names.some(isValue)) return false;
  return new Set(names).size === names.length;
}
