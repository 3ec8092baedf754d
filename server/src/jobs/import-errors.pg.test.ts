import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { errorFile, ImportErrors } from './import-errors.ts';
import { ImportSandbox } from './import-sandbox.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

async function fileOf(...values: string[]): Promise<string> {
  const importId = await sandbox.addImport(await sandbox.addList());
  const errors = new ImportErrors(database.pool, sandbox.site, importId);
  for (const [n, value] of values.entries()) {
    errors.add(n + 2, { column: 'Phone', reason: 'This is not a phone number.', value });
  }
  await errors.flush();
  return text(await errorFile(database.pool, sandbox.site, importId));
}

test('refused rows come back as CSV, in the order of the file', async () => {
  expect(await fileOf('none', 'a "b", c', 'two\nlines')).toBe(
    'line,column,reason,value\n' +
      '2,Phone,This is not a phone number.,none\n' +
      '3,Phone,This is not a phone number.,"a ""b"", c"\n' +
      '4,Phone,This is not a phone number.,"two\nlines"\n',
  );
});

test('a spreadsheet does not run a cell', async () => {
  expect(await fileOf('=HYPERLINK(1)')).toContain(`number.,'=HYPERLINK(1)\n`);
});

test('a value is cut, and stripped of what cannot be stored', async () => {
  const file = await fileOf(`${'x'.repeat(150)}\0${'y'.repeat(100)}`);
  expect(file).toContain(`,${'x'.repeat(150)}${'y'.repeat(49)}\n`);
});

test('many more than one batch are written', async () => {
  const file = await fileOf(...Array.from({ length: 2_500 }, (_, n) => `bad ${n}`));
  expect(file.trim().split('\n')).toHaveLength(2_501);
});
