import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { importList } from './import-list.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';
import { importRow } from './import-store.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
let folder = '';
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
  folder = await mkdtemp(join(tmpdir(), 'outpace-known-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const targets = ['phone', 'contact-name', 'customer-id', 'zone', 'daily-from', 'field:age'];
const newFields = [
  { key: 'age', label: 'Age', type: 'number' as const, choices: [] },
  { key: 'job', label: 'Job', type: 'text' as const, choices: [] },
];

type Way = Partial<ImportMapping> & { readonly targets?: readonly string[] };

/** Imports rows without header; tells the counts, and line and reason of each refused row. */
async function run(listId: string, rows: readonly string[], way: Way = {}) {
  const path = join(folder, 'file.csv');
  await writeFile(path, rows.join('\n'));
  const importId = await sandbox.addImport(listId);
  const { targets: to = targets, ...changes } = way;
  const mapping = mappingOf(to, { hasHeader: false, newFields, ...changes });
  const order = { site: sandbox.site, importId, listId, path, mapping };
  const { signal } = new AbortController();
  const end = await importList(database.pool, order, signal, () => undefined);
  if (end.state === 'failed') throw end.cause;
  const row = await importRow(database.pool, sandbox.site, importId);
  assert(row.ok);
  const { rows: refused } = await database.pool.query<{ readonly told: string }>(
    `select line || ' ' || reason as told from import_errors where import_id = $1 order by line`,
    [importId],
  );
  const { rowsImported, rowsChanged, rowsRefused } = row.value;
  return { rowsImported, rowsChanged, rowsRefused, told: refused.map(({ told }) => told) };
}

async function listOf(...rows: string[]): Promise<string> {
  const listId = await sandbox.addList();
  await run(listId, rows);
  return listId;
}

/** What the list has, a line per record; the window as the queue has it. */
async function contents(listId: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ readonly line: string }>(
    `select concat_ws(',', r.phone, c.contact_name, c.customer_id, r.zone, r.daily_from,
        r.fields->>'age', r.fields->>'job', r.attempts, w.zone || ' ' || w.daily_from) as line
    from records r join chains c on c.site = r.site and c.id = r.chain_id
    left join dial_queue q on q.site = c.site and q.chain_id = c.id
    left join callable_windows w on w.id = q.window_id
    where r.list_id = $1 order by r.id`,
    [listId],
  );
  return rows.map(({ line }) => line);
}

const NEW_YORK = 'America/New_York';

test('an update by number changes what the row says and leaves the rest', async () => {
  const listId = await listOf('2125550100,Ada,A,,09:00,36', '2125550101,Bo,B,UTC,,40');
  await database.pool.query(`update records set attempts = 3 where list_id = $1`, [listId]);
  const done = await run(
    listId,
    ['2125550100,,,Europe/Lisbon,,37', '2125550101,Bob,,,10:00,', '2125550102,Cy,C,,,'],
    { way: 'update', refuseDuplicatesIn: 'list' },
  );
  expect(done).toEqual({ rowsImported: 3, rowsChanged: 2, rowsRefused: 0, told: [] });
  expect(await contents(listId)).toEqual([
    '+12125550100,Ada,A,Europe/Lisbon,32400,37,3,Europe/Lisbon 32400',
    '+12125550101,Bob,B,UTC,36000,40,3,UTC 36000',
    `+12125550102,Cy,C,${NEW_YORK},28800,0,${NEW_YORK} 28800`,
  ]);
});

test('a replacement keeps nothing that an import can bring, and what was dialed', async () => {
  const listId = await listOf('2125550100,Ada,A,UTC,09:00,36');
  await database.pool.query(`update records set attempts = 3 where list_id = $1`, [listId]);
  const way = { way: 'replace', targets: ['phone', 'field:job'] } as const;
  expect(await run(listId, ['2125550100,cook'], way)).toMatchObject({ rowsChanged: 1 });
  // The zone is that of the person whose number it is; only another zone or number changes it.
  expect(await contents(listId)).toEqual(['+12125550100,,UTC,28800,cook,3,UTC 28800']);
});

test('by customer id the number of a person may change', async () => {
  const listId = await listOf('2125550100,Ada,A,,,', '3125550101,Bo,B,,,', ',,,,,');
  const done = await run(
    listId,
    ['3125550100,,A,,,', '2125550109,,,,,', '3125550108,,A,,,', '3125550101,,N,,,'],
    { way: 'update', key: 'customer-id', refuseDuplicatesIn: 'list' },
  );
  expect(done).toEqual({
    rowsImported: 1,
    rowsChanged: 1,
    rowsRefused: 3,
    told: [
      '2 The customer id is missing, and it is the key.',
      '3 The customer id is in the file already, on line 1.',
      '4 The number is in the list already.',
    ],
  });
  expect(await contents(listId)).toEqual([
    '+13125550100,Ada,A,America/Chicago,28800,0,America/Chicago 28800',
    '+13125550101,Bo,B,America/Chicago,28800,0,America/Chicago 28800',
  ]);
});

test('of a person with several numbers the one that is named is changed, or none', async () => {
  const listId = await sandbox.addList();
  const rows = ['2125550100,Ada,A,,,1', '2125550101,Ada,A,,,2'];
  await run(listId, rows, { chainByCustomerId: true });
  const way = { way: 'update', key: 'customer-id' } as const;
  expect(await run(listId, ['2125550101,Ada,A,,,9'], way)).toMatchObject({ rowsChanged: 1 });
  expect((await run(listId, ['2125550102,Ada,A,,,9'], way)).told).toEqual([
    '1 The person has several numbers in the list, and this is none of them.',
  ]);
  expect((await contents(listId)).map((line) => line.split(',')[5])).toEqual(['1', '9']);
});

test('a person who is being called is left alone', async () => {
  const listId = await listOf('2125550100,Ada,A,,,1', '2125550101,Bo,B,,,2');
  await database.pool.query(
    `with leased as (delete from dial_queue where list_id = $1 and chain_id =
      (select min(id) from chains where list_id = $1) returning site, chain_id)
    insert into leases select site, chain_id, 'g', 1, now(), 3 from leased`,
    [listId],
  );
  const done = await run(listId, ['2125550100,X,A,,,7', '2125550101,Y,B,,,8'], { way: 'update' });
  expect(done).toEqual({
    rowsImported: 1,
    rowsChanged: 1,
    rowsRefused: 1,
    told: ['1 The person is being called just now. Import the row again later.'],
  });
  expect((await contents(listId)).map((line) => line.split(',')[1])).toEqual(['Ada', 'Y']);
});

test('a number is looked for as far as one says', async () => {
  const [ours, theirs, apart] = [
    await sandbox.addList(),
    await sandbox.addList(),
    await sandbox.addList(),
  ];
  await database.pool.query(
    `insert into campaigns (site, id, name, settings) values ($1, 'c', 'Renewals', '{}')`,
    [sandbox.site],
  );
  await database.pool.query(
    `insert into campaign_lists (site, campaign_id, list_id)
    select $1, 'c', unnest($2::text[])`,
    [sandbox.site, [ours, theirs]],
  );
  await database.pool.query(`update calling_lists set name = 'Leavers' where id = $1`, [theirs]);
  await run(ours, ['2125550101,,,,,']);
  await run(theirs, ['2125550102,,,,,']);
  await run(apart, ['2125550103,,,,,']);
  const rows = [100, 100, 101, 102, 103].map((n) => `2125550${n},,,,,`);
  const told = {
    file: '2 The number is in the file already, on line 1.',
    list: '3 The number is in the list already.',
    campaigns: '4 The number is in the list Leavers of the same campaign already.',
  };
  const tried = async (refuseDuplicatesIn: ImportMapping['refuseDuplicatesIn']) => {
    await database.pool.query(
      `delete from chains where list_id = $1 and id >
      (select min(id) from chains where list_id = $1)`,
      [ours],
    );
    return (await run(ours, rows, { refuseDuplicatesIn })).told;
  };
  expect(await tried('nowhere')).toEqual([]);
  expect(await tried('file')).toEqual([told.file]);
  expect(await tried('list')).toEqual([told.file, told.list]);
  expect(await tried('campaigns')).toEqual([told.file, told.list, told.campaigns]);
});

test('whom a campaign passes over is found out anew when rows have changed', async () => {
  const listId = await listOf('2125550191,Ada,C-91,,,');
  const { pool } = database;
  const site = [sandbox.site];
  await pool.query(
    "insert into campaigns (site, id, name, settings) values ($1, 'passing', 'Passing', '{}')",
    site,
  );
  await pool.query(
    "insert into campaign_lists (site, campaign_id, list_id) values ($1, 'passing', $2)",
    [...site, listId],
  );
  await pool.query(
    `insert into left_out (site, campaign_id, chain_id, place)
     select $1, 'passing', chain_id, 0 from dial_queue where list_id = $2`,
    [...site, listId],
  );
  await run(listId, ['2125550192,Bo,C-92,,,']);
  const count = async () => (await pool.query('select from left_out')).rowCount;
  expect(await count()).toBe(1);
  await run(listId, ['2125550193,Ada,C-91,,,'], { way: 'update', key: 'customer-id' });
  expect(await count()).toBe(0);
});
