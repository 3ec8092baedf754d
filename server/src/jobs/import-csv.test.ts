import type { ImportReading } from '@outpace/protocol/calling-lists.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRow, RowTooLong, readRows } from './import-csv.ts';

const commas: ImportReading = { separator: ',', encoding: 'utf-8' };

async function rowsOf(reading: ImportReading, ...chunks: Buffer[]): Promise<readonly CsvRow[]> {
  const all: CsvRow[] = [];
  for await (const chunk of readRows(chunks, reading)) all.push(...chunk.rows);
  return all;
}

const row = (line: number, ...cells: string[]): CsvRow => ({ line, cells, problem: undefined });
const open = 'A quotation mark is not closed, so the rest of the file cannot be read.';

// biome-ignore format: a table
test.each<[why: string, text: string, rows: readonly CsvRow[]]>([
  ['rows and cells',              'a,b\n1,2\n',          [row(1, 'a', 'b'), row(2, '1', '2')]],
  ['no line end at the end',      'a\n1',                [row(1, 'a'), row(2, '1')]],
  ['the mark of UTF-8 goes',      '\uFEFFa\n1',          [row(1, 'a'), row(2, '1')]],
  ['quoted separators',           '"a,b",c',             [row(1, 'a,b', 'c')]],
  ['doubled quotation marks',     '"a ""b""",c',         [row(1, 'a "b"', 'c')]],
  ['quotation marks inside',      'a "b" c,d',           [row(1, 'a "b" c', 'd')]],
  ['empty lines are counted',     'a\n\n\nb',            [row(1, 'a'), row(4, 'b')]],
  ['rows of nothing too',         'a,b\n , \n,\nc,d',    [row(1, 'a', 'b'), row(4, 'c', 'd')]],
  ['CR LF',                       'a\r\n\r\nb\r\n',      [row(1, 'a'), row(3, 'b')]],
  ['CR',                          'a\r\rb\r',            [row(1, 'a'), row(3, 'b')]],
  ['mixed line ends',             'a,b\n1,2\r\n3,4',     [row(1, 'a', 'b'), row(2, '1', '2'), row(3, '3', '4')]],
  ['a line end in a cell',        'a\n"x\ny"\nb',        [row(1, 'a'), row(2, 'x\ny'), row(4, 'b')]],
  ['CR LF in a cell',             'a\r\n"x\r\ny"\r\nb',  [row(1, 'a'), row(2, 'x\r\ny'), row(4, 'b')]],
  ['an open quotation mark',      'a\n"b\nc\n',
    [row(1, 'a'), { line: 2, cells: [], problem: open }]],
])('%s', async (_why, text, rows) => {
  expect(await rowsOf(commas, Buffer.from(text))).toEqual(rows);
});

test('Windows-1252 is read as such, the euro sign included', async () => {
  const bytes = Buffer.from('Jos\xe9;5 \x80', 'latin1');
  expect(await rowsOf({ separator: ';', encoding: 'windows-1252' }, bytes)).toEqual([
    row(1, 'José', '5 €'),
  ]);
});

test('ISO-8859-1 is read as such: what is the euro there is a control character here', async () => {
  const bytes = Buffer.from('Jos\xe9;5 \x80', 'latin1');
  expect(await rowsOf({ separator: ';', encoding: 'iso-8859-1' }, bytes)).toEqual([
    row(1, 'José', '5 \x80'),
  ]);
});

test('a row that never ends stops the reading', async () => {
  const text = `a\n"${'b,\n'.repeat(500_000)}`;
  await expect(rowsOf(commas, Buffer.from(text))).rejects.toThrow(RowTooLong);
});

test('where the chunks are cut changes nothing, whatever the text', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', ',', '"', '\n', '\r', ' ', '1') });
  await fc.assert(
    fc.asyncProperty(text, fc.nat(), async (csv, at) => {
      const bytes = Buffer.from(csv);
      const cut = bytes.length === 0 ? 0 : at % bytes.length;
      const whole = await rowsOf(commas, bytes);
      const parts = await rowsOf(commas, bytes.subarray(0, cut), bytes.subarray(cut));
      expect(parts).toEqual(whole);
    }),
  );
});
