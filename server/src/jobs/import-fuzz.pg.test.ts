import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import fc from 'fast-check';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { type CsvRow, RowTooLong, readRows } from './import-csv.ts';
import { type FileLook, lookAtFile } from './import-file.ts';
import { importList } from './import-list.ts';
import { type ListDefaults, parseRow, planRows } from './import-row.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';
import { importRow } from './import-store.ts';
import { mutatedFile } from './test-mutations.ts';

/** Some hundred imports one after the other, on a machine that has more to do. */
const PATIENCE_MS = 120_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
let folder = '';
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
  folder = await mkdtemp(join(tmpdir(), 'outpace-fuzz-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 0,
  dailyTill: 86_400,
  fields: [],
};

/** What the file looks like; undefined when it is refused at the door. */
async function lookAt(bytes: Buffer): Promise<FileLook | undefined> {
  const path = join(folder, 'file.csv');
  await writeFile(path, bytes);
  const look = await lookAtFile(path, list);
  return look.ok ? look.value : undefined;
}

/** All rows, the file given in pieces of so many bytes; undefined when one never ends. */
async function readAll(
  bytes: Buffer,
  mapping: ImportMapping,
  piece: number,
): Promise<readonly CsvRow[] | undefined> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
    bytes.subarray(n * piece, (n + 1) * piece),
  );
  const rows: CsvRow[] = [];
  try {
    for await (const chunk of readRows(pieces, mapping)) rows.push(...chunk.rows);
  } catch (problem) {
    if (problem instanceof RowTooLong) return undefined;
    throw problem;
  }
  return rows;
}

test(
  'a mutated file is read the same in any pieces, and to clean text or a reason',
  async () => {
    await fc.assert(
      fc.asyncProperty(mutatedFile, fc.integer({ min: 1, max: 300 }), async (bytes, piece) => {
        const look = await lookAt(bytes);
        if (look === undefined) return;
        const { suggested: mapping } = look;
        const rows = await readAll(bytes, mapping, bytes.length);
        expect(await readAll(bytes, mapping, piece)).toEqual(rows);
        if (rows === undefined) return;
        const lines = rows.map((row) => row.line);
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
        const plan = planRows(mapping, look.header, list);
        if (!plan.ok) return;
        for (const { cells } of rows) {
          const read = parseRow(plan.value, cells);
          const text = JSON.stringify(read);
          expect(text).not.toContain('\\u0000');
          expect(text.isWellFormed()).toBe(true);
          if (read.ok) expect(read.value.phone).toMatch(/^\+[1-9]\d{6,14}$/);
          else expect(read.problem.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  },
  PATIENCE_MS,
);

const targets = [
  'phone',
  'contact-name',
  'customer-id',
  'field:since',
  'field:balance',
  'contact-type',
];
const newFields = [
  { key: 'since', label: 'Since', type: 'date' as const, choices: [] },
  { key: 'balance', label: 'Balance', type: 'number' as const, choices: [] },
];

/** Imports the bytes as they are, whatever a look at them would have said. */
async function importBytes(
  bytes: Buffer,
  listId: string,
  how: Partial<ImportMapping> = {},
  stopAt = Number.POSITIVE_INFINITY,
) {
  const path = join(folder, 'file.csv');
  await writeFile(path, bytes);
  const importId = await sandbox.addImport(listId);
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const mapping = mappingOf(targets, { newFields, encoding, ...how });
  const order = { site: sandbox.site, importId, listId, path, mapping, chunkBytes: 64 };
  const stop = new AbortController();
  const end = await importList(database.pool, order, stop.signal, ({ bytesRead }) => {
    if (bytesRead >= stopAt) stop.abort();
  });
  return { end, importId };
}

/** The `C<n>` of each line, where it is written once in the whole file. */
function marksOf(bytes: Buffer): ReadonlyMap<number, string> {
  const lines = bytes.toString('latin1').split(/\r\n|\n|\r/);
  const found = lines.flatMap((text, at) =>
    [...text.matchAll(/(?<=,)C\d+(?=,)/g)].map(([mark]) => ({ line: at + 1, mark })),
  );
  const times = new Map<string, number>();
  for (const { mark } of found) times.set(mark, (times.get(mark) ?? 0) + 1);
  return new Map(
    found.filter(({ mark }) => times.get(mark) === 1).map(({ line, mark }) => [line, mark]),
  );
}

const scope = fc.constantFrom('nowhere' as const, 'list' as const);

test(
  'no mutated file stops the importer, and no row is both refused and imported',
  async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(mutatedFile, scope, async (bytes, refuseDuplicatesIn) => {
        // At the door such a file is refused; here it would be the same.
        if (bytes.includes(0)) return;
        const listId = await sandbox.addList();
        const { end, importId } = await importBytes(bytes, listId, { refuseDuplicatesIn });
        if (end.state === 'failed') throw end.cause;
        const contents = await sandbox.contents(listId);
        if (end.state !== 'done') {
          expect(contents).toEqual({ chains: 0, records: 0, queued: 0, staging: 0, errors: 0 });
          return;
        }
        done += 1;
        const row = await importRow(database.pool, sandbox.site, importId);
        assert(row.ok);
        const { rowsRead, rowsImported, rowsRefused } = row.value;
        expect(rowsImported + rowsRefused).toBe(rowsRead);
        expect(contents).toMatchObject({ records: rowsImported, chains: rowsImported, staging: 0 });
        const { rows: refused } = await database.pool.query<{ readonly line: number }>(
          'select distinct line::int from import_errors where import_id = $1',
          [importId],
        );
        expect(refused).toHaveLength(rowsRefused);
        const { rows: imported } = await database.pool.query<{ readonly mark: string }>(
          'select customer_id as mark from chains where list_id = $1',
          [listId],
        );
        const marks = marksOf(bytes);
        const inList = new Set(imported.map(({ mark }) => mark));
        const both = refused.filter(({ line }) => inList.has(marks.get(line) ?? ''));
        expect(both).toEqual([]);
      }),
      { numRuns: 50 },
    );
    // Most of them get through, or the property would say nothing.
    expect(done).toBeGreaterThan(10);
  },
  PATIENCE_MS,
);

const way = fc.constantFrom('append' as const, 'update' as const, 'replace' as const);

test(
  'cancelled at any byte, the list is as it was',
  async () => {
    const listId = await sandbox.addList();
    const before = await importBytes(
      Buffer.from(`${targets.join()}\n2125550142,Ada,X,,,\n`),
      listId,
    );
    expect(before.end).toEqual({ state: 'done' });
    const was = await snapshot(listId);
    let cancelled = 0;
    await fc.assert(
      fc.asyncProperty(mutatedFile, anyPart, way, async (bytes, part, how) => {
        // Drawn anew, or a run in which hardly any was cancelled would say little.
        fc.pre(!bytes.includes(0));
        const stopAt = Math.floor(part * bytes.length);
        const { end } = await importBytes(bytes, listId, { way: how }, stopAt);
        if (end.state === 'failed') throw end.cause;
        expect(end.state).not.toBe('done');
        cancelled += end.state === 'cancelled' ? 1 : 0;
        expect(await snapshot(listId)).toEqual(was);
      }),
      { numRuns: 50 },
    );
    expect(cancelled).toBeGreaterThan(3);
  },
  PATIENCE_MS,
);

const anyPart = fc.double({ min: 0, max: 1, noNaN: true });

/** Everything in the list that an import could have touched. */
async function snapshot(listId: string): Promise<unknown> {
  const tables = ['chains', 'records', 'dial_queue'];
  const rows = await Promise.all(
    tables.map((table) =>
      database.pool.query(`select * from ${table} where list_id = $1 order by 1, 2`, [listId]),
    ),
  );
  const fields = await database.pool.query('select fields from calling_lists where id = $1', [
    listId,
  ]);
  return [await sandbox.contents(listId), fields.rows, ...rows.map((found) => found.rows)];
}
