import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { copyOut, harmless, harmlessHead } from './copy-out.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test.each<[cell: string, safe: string]>([
  ['=HYPERLINK("x")', `'=HYPERLINK("x")`],
  ['+1+cmd', `'+1+cmd`],
  ['-2+3', `'-2+3`],
  ['@SUM(1)', `'@SUM(1)`],
  ['\t=1', `'\t=1`],
  ['\n=1', `'\n=1`],
  ['＝1', `'＝1`],
  ['+12125550142', '+12125550142'],
  ['-12.5', '-12.5'],
  ['Ada = Byron', 'Ada = Byron'],
  ['', ''],
])('a spreadsheet does not run %j', async (cell, safe) => {
  const { rows } = await database.pool.query<{ readonly cell: string }>(
    `select ${harmless('$1::text')} as cell`,
    [cell],
  );
  expect(rows).toEqual([{ cell: safe }]);
  expect(harmlessHead(cell)).toBe(/["\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe);
});

test('rows come with the heads of the query or without', async () => {
  const one = (client: { escapeLiteral(value: string): string }) =>
    `select ${client.escapeLiteral("it's")} as word, 1 as n`;
  expect(await text(await copyOut(database.pool, one, 'with-heads'))).toBe("word,n\nit's,1\n");
  expect(await text(await copyOut(database.pool, one, 'rows-only'))).toBe("it's,1\n");
});

test('a reader that goes away does not keep the connection', async () => {
  for (let n = 0; n < 30; n += 1) {
    const stream = await copyOut(
      database.pool,
      () => 'select generate_series(1, 100000)',
      'rows-only',
    );
    stream.destroy();
  }
  expect((await database.pool.query('select 1')).rowCount).toBe(1);
});
