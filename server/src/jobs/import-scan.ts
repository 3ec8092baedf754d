import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportReading } from '@outpace/protocol/calling-lists.ts';

export type Encoding = ImportReading['encoding'];

/** Largest file, bytes. */
export const FILE_BYTES_MAX = 2 * 1024 ** 3;
/** Longest line, bytes. What no line end divides cannot be shown, mended or kept in bounds. */
export const LINE_BYTES_MAX = 1024 ** 2;
export const COLUMNS_MAX = 500;

/** The encoding of a file that can be a CSV, or why it cannot. Reads it once, 64 KB at a time. */
export async function scanFile(path: string): Promise<Result<Encoding, Refusal>> {
  const scan = new FileScan();
  for await (const chunk of createReadStream(path)) {
    const problem = scan.take(chunk);
    if (problem !== undefined) return fail(problem);
  }
  return scan.end();
}

/**
 * Looks at a file as its bytes pass by and keeps only counts, so that a file of any size, or one
 * made to hurt, costs no more than its chunks. Give it every chunk, then ask for the end.
 */
class FileScan {
  #bytes = 0;
  /** Bytes since the last line end. */
  #line = 0;
  /** How often each separator is in the first line. */
  readonly #separators = new Map(SEPARATOR_BYTES.map((byte) => [byte, 0]));
  #inFirstLine = true;
  #utf8 = true;
  /** Bytes that no character of Windows-1252 has. */
  #foreign = false;
  /** The begun character at the end of the last chunk, at most 3 bytes. */
  #rest: Buffer = Buffer.alloc(0);

  /** The reason to stop reading, as soon as there is one. */
  take(chunk: Buffer): Refusal | undefined {
    const first = this.#bytes === 0;
    this.#bytes += chunk.length;
    if (this.#bytes > FILE_BYTES_MAX) return refusal('TOO_LARGE', 'The limit is 2 GB.');
    const problem = first ? strangerAt(chunk) : undefined;
    if (problem !== undefined) return problem;
    if (chunk.includes(0)) return refusal('FILE_ENCODING', 'A NUL byte is in it.');
    this.#foreign ||= FOREIGN_BYTES.some((byte) => chunk.includes(byte));
    this.#takeText(chunk);
    return this.#takeLines(chunk);
  }

  end(): Result<Encoding, Refusal> {
    if (this.#bytes === 0) return fail(refusal('FILE_EMPTY'));
    if (this.#utf8 && this.#rest.length === 0) return ok('utf-8');
    return this.#foreign ? fail(refusal('FILE_ENCODING')) : ok('windows-1252');
  }

  #takeText(chunk: Buffer): void {
    if (!this.#utf8) return;
    const text = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = text.length - begunCharacter(text);
    this.#utf8 = isUtf8(text.subarray(0, whole));
    this.#rest = Buffer.from(text.subarray(whole));
  }

  #takeLines(chunk: Buffer): Refusal | undefined {
    // A file may end its lines with CR alone; which of the two does not matter for the length.
    const firstEnd = lineEnd(chunk);
    if (this.#inFirstLine) {
      const most = this.#countSeparators(firstEnd < 0 ? chunk : chunk.subarray(0, firstEnd));
      if (most >= COLUMNS_MAX) {
        return refusal('TOO_MANY_COLUMNS', `The limit is ${COLUMNS_MAX} columns.`);
      }
    }
    if (firstEnd < 0) {
      this.#line += chunk.length;
    } else {
      if (this.#line + firstEnd > LINE_BYTES_MAX) return LINE_TOO_LONG;
      this.#inFirstLine = false;
      this.#line = chunk.length - 1 - Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR));
    }
    return this.#line > LINE_BYTES_MAX ? LINE_TOO_LONG : undefined;
  }

  #countSeparators(line: Buffer): number {
    for (const byte of line) {
      const count = this.#separators.get(byte);
      if (count !== undefined) this.#separators.set(byte, count + 1);
    }
    return Math.max(...this.#separators.values());
  }
}

const LF = 0x0a;
const CR = 0x0d;
const SEPARATOR_BYTES: readonly number[] = [...Buffer.from(',;\t|')];
const SPACES: readonly number[] = [...Buffer.from('\t\n\v\f\r')];
const FOREIGN_BYTES: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
const LINE_TOO_LONG = refusal('LINE_TOO_LONG', 'The limit is 1 MB.');

function lineEnd(chunk: Buffer): number {
  const lf = chunk.indexOf(LF);
  return lf >= 0 ? lf : chunk.indexOf(CR);
}

/** Bytes at the end that may be the beginning of a character cut by the chunk. */
function begunCharacter(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back += 1) {
    const byte = text[text.length - back] ?? 0;
    if (byte < 0x80) return 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > 1) return length > back ? back : 0;
  }
  return 0;
}

const MAGIC: readonly (readonly [bytes: Buffer, what: string])[] = [
  [Buffer.from('PK\x03\x04'), 'This is an archive.'],
  [
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    'This is an old or a protected workbook. Save it as XLSX or CSV first.',
  ],
  [Buffer.from([0x1f, 0x8b]), 'The file is compressed. Unpack it first.'],
  [Buffer.from('%PDF'), 'This is a PDF.'],
];

/** What the first bytes tell about a file that is no CSV. */
function strangerAt(chunk: Buffer): Refusal | undefined {
  for (const [bytes, what] of MAGIC) {
    if (chunk.subarray(0, bytes.length).equals(bytes)) return refusal('FILE_NOT_CSV', what);
  }
  if (isUtf16(chunk)) return refusal('FILE_ENCODING', 'Save the file as UTF-8.');
  const controls = chunk.filter((byte) => byte > 0 && byte < 0x20 && !SPACES.includes(byte)).length;
  // Text may hold a stray control character; one in fifty is no text.
  return controls * 50 > chunk.length ? refusal('FILE_NOT_CSV', 'It is not text.') : undefined;
}

/** By its mark; without one, by every second byte of plain text being NUL, and no other. */
function isUtf16(chunk: Buffer): boolean {
  const mark = chunk.length >= 2 ? chunk.readUInt16BE(0) : 0;
  if (mark === 0xfeff || mark === 0xfffe) return true;
  let even = 0;
  let odd = 0;
  for (let index = chunk.indexOf(0); index >= 0; index = chunk.indexOf(0, index + 1)) {
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return Math.max(even, odd) * 4 > chunk.length && Math.min(even, odd) * 20 < Math.max(even, odd);
}
