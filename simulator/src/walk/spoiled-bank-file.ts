import { readFile, writeFile } from 'node:fs/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import { writeBankFile } from './bank-file.ts';

/** One row of the error file. */
export type RefusedCell = {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
  readonly value: string;
};

/** The rows of a kind. */
const OF_EACH_KIND = 100;
/** The first spoiled line: further down than the look at a file that guesses its columns. */
const FIRST_LINE = 1_200;
/** Lines from one spoiled row to the next. */
const APART = 44;

type Spoiling = (cells: string[], line: number, lines: readonly string[]) => RefusedCell;

const PHONE = 1;
const BALANCE = 7;
const HOUSING = 8;
const CONTACT = 10;

/** Puts a value into one cell, which is then refused for the reason. */
const put =
  (at: number, column: string, value: string, reason: string): Spoiling =>
  (cells, line) => {
    cells[at] = value;
    return { line, column, reason, value };
  };

/** Ten ways in which real files are wrong. */
const KINDS: readonly Spoiling[] = [
  put(PHONE, 'phone', '', 'The phone number is missing.'),
  put(PHONE, 'phone', 'ask at desk', 'This is not a phone number.'),
  put(PHONE, 'phone', '212-555', 'The phone number has too few or too many digits.'),
  put(
    PHONE,
    'phone',
    '2.12556E+09',
    'A spreadsheet has shortened the number. Save that column as text.',
  ),
  put(PHONE, 'phone', '212-555-0142 ext. 7', 'A number with an extension cannot be dialed.'),
  put(BALANCE, 'balance', 'about 200', 'The value is not a number.'),
  put(HOUSING, 'has_housing', 'perhaps', 'The value is neither yes nor no.'),
  put(CONTACT, 'contact', 'pigeon', 'This is not a kind of contact.'),
  (cells, line) => {
    cells.pop();
    const reason = `The row has ${cells.length} cells, the file ${cells.length + 1} columns.`;
    return { line, column: '', reason, value: cells.join(' ') };
  },
  (cells, line, lines) => {
    const before = line - 7;
    const value = must(must(lines[before - 1], 'a line').split(',')[PHONE], 'a number');
    cells[PHONE] = value;
    const reason = `The number is in the file already, on line ${before}.`;
    return { line, column: 'phone', reason, value };
  },
];

/**
 * The bank file with a thousand of its rows spoiled, a hundred in each of ten ways. Returns what
 * an import must say of it, in the order of the lines, and how many rows are left.
 */
export async function writeSpoiledBankFile(
  path: string,
): Promise<{ readonly good: number; readonly refused: readonly RefusedCell[] }> {
  const people = await writeBankFile(path);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const refused: RefusedCell[] = [];
  for (let n = 0; n < KINDS.length * OF_EACH_KIND; n += 1) {
    const line = FIRST_LINE + n * APART;
    const cells = must(lines[line - 1], 'a line').split(',');
    refused.push(must(KINDS[n % KINDS.length], 'a kind')(cells, line, lines));
    lines[line - 1] = cells.join(',');
  }
  await writeFile(path, `${lines.join('\n')}\n`);
  return { good: people - refused.length, refused };
}
