import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import fc from 'fast-check';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { lookAtFile } from './import-file.ts';
import { importList, readDefaults } from './import-list.ts';
import type { ImportEnd, ImportProgress } from './import-run.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';
import { importRow } from './import-store.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
let folder = '';
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
  folder = await mkdtemp(join(tmpdir(), 'outpace-import-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

type How = {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  readonly directRowsMax?: number;
};
type Ran = { readonly end: ImportEnd; readonly listId: string; readonly importId: string };

async function run(
  text: string | Buffer,
  mapping: ImportMapping,
  into?: string,
  { onProgress = () => undefined, signal = new AbortController().signal, directRowsMax }: How = {},
): Promise<Ran> {
  const path = join(folder, `${randomUUID()}.csv`);
  await writeFile(path, text);
  const listId = into ?? (await sandbox.addList());
  const importId = await sandbox.addImport(listId);
  const rowsMax = directRowsMax === undefined ? {} : { directRowsMax };
  const order = { site: sandbox.site, importId, listId, path, mapping, ...rowsMax };
  const end = await importList(database.pool, order, signal, onProgress);
  return { end, listId, importId };
}

const errorsOf = async (importId: string): Promise<readonly unknown[]> => {
  const { rows } = await database.pool.query(
    `select line::int, column_name as "column", reason, value from import_errors
    where import_id = $1 order by line, column_name`,
    [importId],
  );
  return rows;
};

const recordsOf = async (listId: string): Promise<readonly unknown[]> => {
  const { rows } = await database.pool.query(
    `select phone, chain_n, contact_name, customer_id, r.zone, contact_type, fields
    from records r join chains c on c.site = r.site and c.id = r.chain_id
    where r.list_id = $1 order by c.id, chain_n`,
    [listId],
  );
  return rows;
};

async function rowOf(importId: string): Promise<Record<string, unknown>> {
  const row = await importRow(database.pool, sandbox.site, importId);
  assert(row.ok);
  const { state, rowsRead, rowsImported, rowsRefused, problem } = row.value;
  return { state, rowsRead, rowsImported, rowsRefused, problem };
}

const nothing = { chains: 0, records: 0, queued: 0, staging: 0, errors: 0 };

test('a file becomes chains, records and entries of the dial queue', async () => {
  const text =
    'Phone,Name,Id,Kind,Age\n' +
    '212-555-0142,"Byron, Ada",C-1,mobile,36\n' +
    '+44 20 7946 0018,Back\\slash\tTab,,,\n' +
    'none,Bad,C-3,fax,old\n';
  const mapping = mappingOf(['phone', 'contact-name', 'customer-id', 'contact-type', 'field:age'], {
    newFields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
  });
  const { end, listId, importId } = await run(text, mapping);
  expect(end).toEqual({ state: 'done' });
  expect(await recordsOf(listId)).toEqual([
    {
      phone: '+12125550142',
      chain_n: 0,
      contact_name: 'Byron, Ada',
      customer_id: 'C-1',
      zone: 'America/New_York',
      contact_type: 4,
      fields: { age: 36 },
    },
    {
      phone: '+442079460018',
      chain_n: 0,
      contact_name: 'Back\\slash\tTab',
      customer_id: null,
      zone: 'Europe/London',
      contact_type: 1,
      fields: {},
    },
  ]);
  expect(await errorsOf(importId)).toEqual([
    { line: 4, column: 'Age', reason: 'The value is not a number.', value: 'old' },
    { line: 4, column: 'Kind', reason: 'This is not a kind of contact.', value: 'fax' },
    { line: 4, column: 'Phone', reason: 'This is not a phone number.', value: 'none' },
  ]);
  expect(await sandbox.contents(listId)).toEqual({
    ...nothing,
    chains: 2,
    records: 2,
    queued: 2,
    errors: 3,
  });
  expect(await rowOf(importId)).toEqual({
    state: 'done',
    rowsRead: 3,
    rowsImported: 2,
    rowsRefused: 1,
    problem: null,
  });
  const list = await readDefaults(database.pool, sandbox.site, listId);
  expect(list?.fields).toEqual(mapping.newFields);
});

test('a number that came before, in the file or the list, is refused when asked', async () => {
  const mapping = mappingOf(['phone'], { refuseDuplicatesIn: 'list' });
  const first = await run('Phone\n2125550142\n2125550143\n(212) 555-0142\n', mapping);
  expect(await errorsOf(first.importId)).toEqual([
    {
      line: 4,
      column: 'Phone',
      reason: 'The number is in the file already, on line 2.',
      value: '+12125550142',
    },
  ]);
  const again = await run('Phone\n2125550143\n2125550144\n', mapping, first.listId);
  expect(await errorsOf(again.importId)).toEqual([
    {
      line: 2,
      column: 'Phone',
      reason: 'The number is in the list already.',
      value: '+12125550143',
    },
  ]);
  expect(await rowOf(again.importId)).toMatchObject({
    rowsRead: 2,
    rowsImported: 1,
    rowsRefused: 1,
  });
  expect(await sandbox.contents(first.listId)).toMatchObject({ chains: 3, records: 3, queued: 3 });
  const allowed = await run('Phone\n2125550143\n', mappingOf(['phone']), first.listId);
  expect(await rowOf(allowed.importId)).toMatchObject({ rowsImported: 1, rowsRefused: 0 });
});

test('rows of one customer become one chain, in the order of the file', async () => {
  const text =
    'Phone,Id,Name\n2125550101,A,Ada\n2125550102,B,Bo\n2125550103,A,Ada\n2125550104,,\n' +
    '2125550105,,\n2125550106,A,Ada\n';
  const mapping = mappingOf(['phone', 'customer-id', 'contact-name'], { chainByCustomerId: true });
  const { listId } = await run(text, mapping);
  const chains = (await recordsOf(listId)).map((row) => {
    assert(typeof row === 'object' && row !== null && 'phone' in row && 'chain_n' in row);
    return `${row.phone} ${row.chain_n}`;
  });
  expect(chains).toEqual([
    '+12125550101 0',
    '+12125550103 1',
    '+12125550106 2',
    '+12125550102 0',
    '+12125550104 0',
    '+12125550105 0',
  ]);
  expect(await sandbox.contents(listId)).toMatchObject({ chains: 4, records: 6, queued: 4 });
});

test('a row of another length, and an open quotation mark, are refused rows', async () => {
  const text = 'Phone,Name\n2125550142\n2125550143,Bo\n2125550144,"Cy\n2125550145,Di\n';
  const { importId } = await run(text, mappingOf(['phone', 'contact-name']));
  expect(await errorsOf(importId)).toMatchObject(
    [
      { line: 2, reason: 'The row has 1 cells, the file 2 columns.', value: '2125550142' },
      { line: 4, reason: /quotation mark is not closed/ },
    ].map((row) => ({ ...row, reason: expect.stringMatching(row.reason) })),
  );
  expect(await rowOf(importId)).toMatchObject({ rowsRead: 3, rowsImported: 1, rowsRefused: 2 });
});

test('a quotation mark that opens a megabyte refuses the file', async () => {
  const text = `Phone,Name\n2125550142,"Bo\n${'2125550143,Cy\n'.repeat(80_000)}`;
  const { end, listId, importId } = await run(text, mappingOf(['phone', 'contact-name']));
  expect(end.state).toBe('refused');
  expect(await rowOf(importId)).toMatchObject({
    state: 'refused',
    problem: 'A line of the file is too long. Near line 2: is a quotation mark not closed?',
  });
  expect(await sandbox.contents(listId)).toEqual(nothing);
});

test('a mapping that does not fit the file refuses it', async () => {
  const { end, importId } = await run('Phone,Name\n2125550142,Bo\n', mappingOf(['phone']));
  expect(end.state).toBe('refused');
  expect(await rowOf(importId)).toMatchObject({
    problem: expect.stringContaining('The file has 2 columns, the mapping 1.'),
  });
});

test('cancelled at any moment, an import leaves nothing', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => `${2_025_552_000 + (n % 7_000)},Ada\n`);
  const text = `Phone,Name\n${rows.join('')}`;
  const mapping = mappingOf(['phone', 'contact-name'], { refuseDuplicatesIn: 'list' });
  const moments: ((progress: ImportProgress) => boolean)[] = [
    () => true,
    ({ rowsRefused }) => rowsRefused > 0,
    ({ rowsImported }) => rowsImported > 0,
  ];
  const ways = [{}, { directRowsMax: 0 }];
  for (const [isMoment, way] of moments.flatMap((at) => ways.map((one) => [at, one] as const))) {
    const stop = new AbortController();
    const onProgress = (progress: ImportProgress): void => {
      if (isMoment(progress)) stop.abort();
    };
    const { end, listId, importId } = await run(text, mapping, undefined, {
      onProgress,
      signal: stop.signal,
      ...way,
    });
    // Progress is told at most twice a second, so a quick import may get past its moment.
    if (end.state === 'done') continue;
    expect(end).toEqual({ state: 'cancelled' });
    expect(await sandbox.contents(listId)).toEqual(nothing);
    expect(await rowOf(importId)).toMatchObject({ state: 'cancelled', rowsImported: 0 });
  }
});

test('an import that was closed by somebody else puts nothing in', async () => {
  const listId = await sandbox.addList();
  const importId = await sandbox.addImport(listId);
  await database.pool.query(`update imports set state = 'failed' where id = $1`, [importId]);
  const path = join(folder, 'file.csv');
  await writeFile(path, 'Phone\n2125550142\n');
  const order = { site: sandbox.site, importId, listId, path, mapping: mappingOf(['phone']) };
  const { signal } = new AbortController();
  const end = await importList(database.pool, order, signal, () => undefined);
  expect(end.state).toBe('failed');
  expect(await sandbox.contents(listId)).toEqual(nothing);
});

test('refused and imported rows are the rows read, whatever the text', async () => {
  const cell = fc.oneof(
    fc.constantFrom('2125550142', '+442079460018', '', ' ', '"', '"a"', 'é€😀', '\\', '\\N', '\\.'),
    fc.string({ unit: 'binary', maxLength: 5 }).map((text) => text.replaceAll('\0', '')),
  );
  const file = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }).map((row) => row.join(',')));
  const mapping = mappingOf(['phone', 'contact-name'], { refuseDuplicatesIn: 'list' });
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom('\n', '\r\n'), async (rows, end) => {
      const ran = await run(['Phone,Name', ...rows].join(end), mapping);
      expect(ran.end).toEqual({ state: 'done' });
      const { rowsRead, rowsImported, rowsRefused } = await rowOf(ran.importId);
      expect(Number(rowsImported) + Number(rowsRefused)).toBe(rowsRead);
      const { records, chains, queued } = await sandbox.contents(ran.listId);
      expect([records, chains, queued]).toEqual([rowsImported, rowsImported, rowsImported]);
    }),
    { numRuns: 40 },
  );
});

test('straight in or by the staging table, list and refusals are the same', async () => {
  const last = fc.integer({ min: 100, max: 130 });
  const phone = fc.oneof(
    last.map((n) => `212-555-0${n}`),
    last.map((n) => `+44 7700 900${n}`),
    fc.constantFrom('', 'none', '555'),
  );
  const row = fc.tuple(phone, fc.constantFrom('Ada', '', 'B\\o'), fc.constantFrom('C1', '', 'C2'));
  const file = fc.array(
    row.map((cells) => cells.join(',')),
    { maxLength: 40 },
  );
  const scope = fc.constantFrom('nowhere' as const, 'file' as const, 'list' as const);
  const targets = ['phone', 'contact-name', 'customer-id'];
  await fc.assert(
    fc.asyncProperty(file, file, scope, async (before, rows, refuseDuplicatesIn) => {
      const mapping = mappingOf(targets, { refuseDuplicatesIn });
      const imported = async (how: How): Promise<unknown> => {
        const list = await sandbox.addList();
        const ran: unknown[] = [];
        for (const lines of [before, rows]) {
          const text = ['Phone,Name,Id', ...lines].join('\n');
          const { importId } = await run(text, mapping, list, how);
          ran.push(await errorsOf(importId), await rowOf(importId));
        }
        return [ran, await recordsOf(list), await sandbox.contents(list)];
      };
      expect(await imported({})).toEqual(await imported({ directRowsMax: 0 }));
    }),
    { numRuns: 30 },
  );
});

test('the 45,211 real rows, as their file suggests itself', async () => {
  const packed = new URL('../../../simulator/src/demo/bank-marketing.csv.gz', import.meta.url);
  const [header = '', ...rows] = gunzipSync(readFileSync(packed)).toString().trim().split('\n');
  const areas = [212, 312, 602, 303, 206, 415, 617, 713, 808, 907];
  // Numbers of fiction: a hundred in each area code, so most come again and again.
  const numbered = rows.map((row, n) => `${areas[n % 10]}5550${100 + (n % 100)},${row}`);
  const text = [`phone,${header}`, ...numbered].join('\n');
  const path = join(folder, 'bank.csv');
  await writeFile(path, text);
  const listId = await sandbox.addList();
  const list = await readDefaults(database.pool, sandbox.site, listId);
  assert(list !== undefined);
  const look = await lookAtFile(path, list);
  assert(look.ok);
  const mapping = { ...look.value.suggested, refuseDuplicatesIn: 'nowhere' as const };
  const { end, importId } = await run(text, mapping, listId);
  expect(end).toEqual({ state: 'done' });
  expect(await errorsOf(importId)).toEqual([]);
  expect(await sandbox.contents(listId)).toEqual({
    ...nothing,
    chains: 45_211,
    records: 45_211,
    queued: 45_211,
  });
  const { rows: zones } = await database.pool.query(
    'select count(distinct zone)::int as zones from records where list_id = $1',
    [listId],
  );
  expect(zones).toEqual([{ zones: 7 }]);
});
