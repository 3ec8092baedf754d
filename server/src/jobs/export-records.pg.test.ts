import { text } from 'node:stream/consumers';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChain, addInteraction, openTestList, type TestSite } from '../store/test-site.ts';
import { attemptsFile, recordsFile } from './export-records.ts';

let at: TestSite;
const fields: readonly ListField[] = [
  { key: 'age', label: 'Age, in years', type: 'number', choices: [] },
  { key: 'memo', label: '=Memo', type: 'text', choices: [] },
];
beforeAll(async () => {
  at = await openTestList();
  await at.addUser('ana');
  const phones = ['+12125550100', '+12125550101'];
  const chainId = await addChain(at.pool, at.site, { listId: 'l-1', phones });
  await at.pool.query(
    `update records set fields = '{"age": -5, "memo": "=1+1"}', daily_from = 34200,
      daily_till = 72015 where chain_n = 0`,
  );
  await addInteraction(at.pool, at.site, {
    ...{ id: 'i-1', chainId, agentId: 'ana', note: '@first' },
    openedAt: '2026-01-05T09:00:00Z',
  });
  await addInteraction(at.pool, at.site, {
    ...{ id: 'i-2', chainId, agentId: 'ana', note: 'Call, "5 pm"' },
  });
});
afterAll(() => at.drop());

const of = () => ({ site: at.site, listId: 'l-1', fields });
const rowsOf = async (file: Promise<AsyncIterable<Uint8Array>>): Promise<readonly unknown[]> =>
  parse(await text(await file), { columns: true });

test('records come with the last word of an agent and the fields of the list', async () => {
  const [first, second, ...more] = await rowsOf(recordsFile(at.pool, of()));
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    'Place in chain': '0',
    Phone: '+12125550100',
    'Kind of number': 'home',
    'Daily from': '09:30',
    'Daily till': '20:00:15',
    'Record type': 'general',
    'Record status': 'ready',
    Agent: 'ANA',
    Disposition: 'interested',
    'Call result by agent': 'answer',
    Note: 'Call, "5 pm"',
    'Age, in years': '-5',
    "'=Memo": "'=1+1",
  });
  expect(second).toMatchObject({ 'Place in chain': '1', Agent: '', Note: '' });
});

test('attempts come one by one in the order of time, with their own note', async () => {
  expect(await rowsOf(attemptsFile(at.pool, of()))).toMatchObject([
    {
      Attempt: 'a-i-1',
      'Opened at': '2026-01-05T09:00:00.000Z',
      'Call result': 'answer',
      Note: "'@first",
    },
    { Attempt: 'a-i-2', Agent: 'ANA', Disposition: 'interested', Note: 'Call, "5 pm"' },
  ]);
});

test('another list has none of it', async () => {
  const empty = await recordsFile(at.pool, { ...of(), listId: "l-2' or true --" });
  expect((await text(empty)).trim().split('\n')).toHaveLength(1);
});

test('a reader that goes away, at once or half way, does not keep the connection', async () => {
  for (let n = 0; n < 30; n += 1) {
    const file = await recordsFile(at.pool, of());
    if (n % 2 === 0) for await (const _piece of file) break;
    file.destroy();
  }
  expect((await at.pool.query('select 1')).rowCount).toBe(1);
});
