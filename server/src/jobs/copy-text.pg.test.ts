import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { copyIn, escaped, NONE } from './copy-text.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query('create table texts (n int, text text)');
});
afterAll(() => database.drop());

test('any text comes through unchanged, and nothing stays nothing', async () => {
  const texts = ['\\', '\\N', '\\.', 'a\tb', 'a\nb\r\n', '"', "'", 'é€😀', '\u0001', ''];
  const lines = texts.map((text, n) => `${n}\t${escaped(text)}\n`).join('');
  const client = await database.pool.connect();
  await copyIn(client, 'copy texts from stdin', `${lines}${texts.length}\t${NONE}\n`);
  await copyIn(client, 'copy texts from stdin', '');
  client.release();
  const { rows } = await database.pool.query<{ text: string }>('select text from texts order by n');
  expect(rows.map(({ text }) => text)).toEqual([...texts, null]);
});

test('lines that the table refuses fail the copy, and the connection goes on', async () => {
  const client = await database.pool.connect();
  await expect(copyIn(client, 'copy texts from stdin', 'x\ty\n')).rejects.toThrow('integer');
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  client.release();
});
