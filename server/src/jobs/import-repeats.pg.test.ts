import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { Repeats } from './import-repeats.ts';
import { ImportSandbox } from './import-sandbox.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

function rowOf(line: number, last: number) {
  const phone = parsePhoneNumber(`+1212555${String(last).padStart(4, '0')}`);
  assert(phone.ok);
  return { line, phone: phone.value };
}

async function addRecord(listId: string, last: number): Promise<void> {
  await database.pool.query(
    `with window_of as (
      insert into callable_windows (zone, daily_from, daily_till) values ('UTC', 0, 86400)
      on conflict (zone, daily_from, daily_till) do update set zone = excluded.zone returning id
    ), chain as (
      insert into chains (site, list_id) values ($1, $2) returning id
    )
    insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id)
    select $1, chain.id, $2, $3, 'UTC', 0, 86400, window_of.id from chain, window_of`,
    [sandbox.site, listId, rowOf(0, last).phone],
  );
}

async function reasonsFor(listId: string, scope: Parameters<typeof Repeats.create>[2]) {
  const of = { site: sandbox.site, listId };
  const repeats = await Repeats.create(database.pool, of, scope);
  const first = await repeats.find([rowOf(2, 101), rowOf(3, 102), rowOf(4, 103)]);
  const second = await repeats.find([rowOf(5, 101), rowOf(6, 104)]);
  return Object.fromEntries([...first, ...second]);
}

const inFile = { 5: 'The number is in the file already, on line 2.' };
const inList = { 3: 'The number is in the list already.' };

test('a number came before in the file, the list, or a list dialed with it', async () => {
  const [listId, other, stranger] = [
    await sandbox.addList(),
    await sandbox.addList(),
    await sandbox.addList(),
  ];
  await database.pool.query(
    `insert into campaigns (site, id, name, settings) values ($1, 'c', 'c', '{}')`,
    [sandbox.site],
  );
  await database.pool.query(
    `insert into campaign_lists (site, campaign_id, list_id)
    select $1, 'c', unnest($2::text[])`,
    [sandbox.site, [listId, other]],
  );
  await addRecord(listId, 102);
  await addRecord(other, 102);
  await addRecord(other, 103);
  await addRecord(stranger, 104);
  expect(await reasonsFor(listId, 'nowhere')).toEqual({});
  expect(await reasonsFor(listId, 'file')).toEqual(inFile);
  expect(await reasonsFor(listId, 'list')).toEqual({ ...inFile, ...inList });
  expect(await reasonsFor(listId, 'campaigns')).toEqual({
    ...inFile,
    ...inList,
    4: `The number is in the list ${other} of the same campaign already.`,
  });
});

test('into an empty list only the file counts', async () => {
  expect(await reasonsFor(await sandbox.addList(), 'campaigns')).toEqual(inFile);
});
