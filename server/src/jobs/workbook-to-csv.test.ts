import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveOf, bookOf, workbookOf } from './test-workbook.ts';
import { WORKBOOK_LIMITS } from './workbook-parts.ts';
import { workbookToCsv } from './workbook-to-csv.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-workbook-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The CSV of a workbook, or the code and detail of the refusal. */
async function csvOf(bytes: Buffer, limits = WORKBOOK_LIMITS): Promise<string> {
  const [from, to] = [join(folder, 'book.xlsx'), join(folder, 'book.csv')];
  await writeFile(from, bytes);
  const done = await workbookToCsv(from, to, limits);
  if (!done.ok) return `${done.problem.code} ${done.problem.detail ?? ''}`;
  return await readFile(to, 'utf8');
}

test('the first visible sheet becomes lines of the same numbers', async () => {
  const book = workbookOf([
    ['Phone', 'Name', 'Since', 'Member'],
    [2_125_550_142, 'Byron, "Ada" & <Co>', { day: 46_146 }, true],
    [],
    ['+44 20 7946 0018', null, { day: 46_146.5 }],
    ['2125550143', 'two\r\nlines', null, false],
  ]);
  expect(await csvOf(book)).toBe(
    'Phone,Name,Since,Member\n' +
      '2125550142,"Byron, ""Ada"" & <Co>",2026-05-04,true\n' +
      '\n' +
      '+44 20 7946 0018,,2026-05-04T12:00,\n' +
      '2125550143,two lines,,false\n',
  );
});

test('texts in the cell, of formulas, in runs and to be pronounced', async () => {
  const cells =
    '<c t="inlineStr"><is><r><t>Jo</t></r><r><t>sé</t></r><rPh><t>ho</t></rPh></is></c>' +
    '<c t="str"><f>A1</f><v>=1+1</v></c><c t="e"><v>#N/A</v></c><c><v>2.125550142E9</v></c>';
  const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><row>${cells}</row></x:sheetData>`;
  expect(await csvOf(bookOf(`${sheet}</x:worksheet>`))).toBe('José,=1+1,#N/A,2125550142\n');
});

const rowsOf = (inner: string): string => `<worksheet>${inner}</worksheet>`;
const wide = '<row r="1"><c r="SZZ1"><v>1</v></c></row>';
const cell = '<row><c><v>1</v></c></row>';
const small = { unpackedBytes: 100_000, textBytes: 5_000, sharedChars: 5_000 };

test.each<[why: string, book: Buffer, refused: string]>([
  ['not an archive', Buffer.from('PK\x03\x04 and nothing of one'), 'FILE_NOT_CSV'],
  ['another archive', archiveOf({ 'a.txt': 'a' }), 'FILE_NOT_CSV'],
  ['broken XML', bookOf('<worksheet><row>'), 'FILE_NOT_CSV'],
  ['rows that go back', bookOf(rowsOf('<row r="2"/><row r="1"/>')), 'FILE_NOT_CSV'],
  ['a row beyond all', bookOf(rowsOf('<row r="99999999"/>')), 'FILE_NOT_CSV'],
  ['a column beyond all', bookOf(rowsOf(wide)), 'TOO_MANY_COLUMNS'],
  ['a bomb of cells', bookOf(rowsOf(cell.repeat(10_000))), 'TOO_LARGE'],
  ['a bomb of one cell', bookOf(rowsOf(`<row><c><v>${'9'.repeat(90_000)}`)), 'TOO_LARGE'],
  ['a bomb of texts', bookOf(rowsOf(cell), '<si/>'.repeat(2_000)), 'TOO_LARGE'],
  [
    'a bomb of entities',
    bookOf(`<!DOCTYPE w [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${rowsOf('<row>&b;</row>')}`),
    'FILE_NOT_CSV',
  ],
])('%s is refused', async (_why, book, refused) => {
  expect(await csvOf(book, small)).toContain(refused);
});

test('an archive that says less of itself than it holds is refused', async () => {
  const book = workbookOf([['Phone'], ['2125550142']]);
  const list = book.lastIndexOf(Buffer.from('PK\x01\x02'));
  book.writeUInt32LE(10, list + 24);
  expect(await csvOf(book)).toContain('FILE_NOT_CSV');
});

test('no mutated workbook stops the reading', async () => {
  const book = workbookOf([
    ['Phone', 'Name'],
    ['2125550142', 'Ada'],
    [2_125_550_143, { day: 46_146 }],
  ]);
  const damage = fc.array(fc.tuple(fc.nat(book.length - 1), fc.nat(255)), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(book.length), async (bytes, cut) => {
      const damaged = Buffer.from(book);
      for (const [at, value] of bytes) damaged[at] = value;
      const whole = await csvOf(damaged);
      expect(whole.length).toBeGreaterThan(0);
      expect(await csvOf(damaged.subarray(0, cut))).toBeDefined();
    }),
    { numRuns: 100 },
  );
});

test('what the disk says is no fault of the file', async () => {
  const from = join(folder, 'good.xlsx');
  await writeFile(from, workbookOf([['Phone']]));
  await expect(workbookToCsv(from, join(folder, 'no', 'where.csv'))).rejects.toThrow('ENOENT');
});
