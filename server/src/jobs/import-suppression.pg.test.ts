import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertSuppressionList } from '../store/suppression-lists.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { endWithout } from './import-run.ts';
import { importRow, insertImport } from './import-store.ts';
import { importSuppression } from './import-suppression.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const LATER = '2999-01-01T00:00:00Z';
let place: TestSite;
let folder = '';
beforeAll(async () => {
  place = await openTestSite();
  folder = await mkdtemp(join(tmpdir(), 'outpace-suppression-'));
});
afterAll(async () => {
  await place.drop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await place.pool.query('truncate suppression_lists cascade');
  const about = { name: 'Register', callingListId: null, endsAt: null };
  await insertSuppressionList(place.pool, place.site, { ...about, id: 's-1', by: 'sue' });
});

const mapping: SuppressionMapping = {
  columns: [{ target: 'phone' }, { target: 'customer-id' }, { target: 'reason' }],
  ...{ hasHeader: true, separator: ',', encoding: 'utf-8' },
  ...{ defaultCountry: 'US', zone: 'UTC', endsAt: null, reason: '', way: 'append' },
};

type Asked = {
  readonly changes?: Partial<SuppressionMapping>;
  readonly signal?: AbortSignal;
  readonly onProgress?: () => void;
};

async function run(rows: readonly string[], asked: Asked = {}) {
  const { pool, site } = place;
  const path = join(folder, `${randomUUID()}.csv`);
  await writeFile(path, `${['Phone,Customer,Why', ...rows].join('\n')}\n`);
  const about = { listId: 's-1', fileName: 'file.csv', bytesTotal: 1, by: 'tom' };
  const begun = await insertImport(pool, site, about, 'suppression_list');
  if (!begun.ok) throw new Error(begun.problem.code);
  const { id: importId } = begun.value;
  const order = {
    ...{ site, importId, suppressionListId: 's-1', path, by: 'tom', startedAt: NOW },
    ...{ mapping: { ...mapping, ...asked.changes }, chunkBytes: 64 },
  };
  const { signal = new AbortController().signal, onProgress = () => undefined } = asked;
  const end = await importSuppression(pool, order, signal, onProgress);
  const row = await importRow(pool, site, importId, 'suppression_list');
  return { importId, end, row: row.ok ? row.value : undefined };
}

async function entries(): Promise<unknown[]> {
  const { rows } = await place.pool.query(
    `select value, reason, added_by as by, to_char(ends_at at time zone 'UTC', 'YYYY') as ends
     from suppression_entries order by kind, value`,
  );
  return rows.map(({ value, reason, by, ends }) => [value, reason, by, ends].join(' ').trim());
}

async function tables(): Promise<number> {
  const text = "select count(*)::int as n from pg_tables where tablename like 'import_%'";
  return (await place.pool.query<{ n: number }>(text)).rows[0]?.n ?? 0;
}

test('numbers and customers come in, and refused rows are told by line and column', async () => {
  const before = await tables();
  const { importId, row } = await run(['212-555-0142,,letter', '5,,', ',C7,', '2125550143,C8,']);
  expect(await entries()).toEqual([
    'C7  tom',
    'C8  tom',
    '+12125550142 letter tom',
    '+12125550143  tom',
  ]);
  expect(row).toMatchObject({ state: 'done', rowsRead: 4, rowsImported: 3, rowsRefused: 1 });
  const refused = await place.pool.query(
    'select line::int, column_name, reason, value from import_errors where import_id = $1',
    [importId],
  );
  expect(refused.rows).toEqual([
    { line: 3, column_name: 'Phone', reason: 'This is not a phone number.', value: '5' },
  ]);
  expect(await tables()).toBe(before);
});

test('who is there gets the new end and keeps a reason; of two rows the last counts', async () => {
  await run(['2125550142,,letter', '2125550143,,first', '2125550143,,second']);
  const { row } = await run(['2125550142,,'], { changes: { endsAt: LATER, reason: '' } });
  expect(await entries()).toEqual(['+12125550142 letter tom 2999', '+12125550143 second tom']);
  expect(row).toMatchObject({ rowsImported: 1, rowsChanged: 1 });
});

test('replaced, nothing else is on the list', async () => {
  await run(['2125550142,,old', '2125550143,C7,old']);
  await run(['2125550143,,new', '2125550144,,new'], { changes: { way: 'replace' } });
  expect(await entries()).toEqual(['+12125550143 new tom', '+12125550144 new tom']);
});

test('stopped or cut off, nothing of the file is on the list', async () => {
  await run(['2125550142,,before']);
  const before = await tables();
  const stop = new AbortController();
  const rows = Array.from({ length: 100 }, (_, n) => `21255501${String(n).padStart(2, '0')},,`);
  const stopped = await run(rows, {
    changes: { way: 'replace' },
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect([stopped.end.state, stopped.row?.state]).toEqual(['cancelled', 'cancelled']);
  expect(await entries()).toEqual(['+12125550142 before tom']);
  expect(await tables()).toBe(before);
});

test('ended by somebody else while it runs, it puts nothing in', async () => {
  const { pool, site } = place;
  let ending: Promise<unknown> | undefined;
  const closed = run(['2125550142,,'], {
    onProgress: () => {
      ending ??= pool
        .query<{ id: string }>("select id from imports where state = 'running'")
        .then(({ rows: [row] }) => row && endWithout(pool, site, row.id, { state: 'cancelled' }));
    },
  });
  const { end } = await closed;
  await ending;
  // Whichever of the two was first, they agree.
  expect(await entries()).toHaveLength(end.state === 'done' ? 1 : 0);
});

test('one import at a time, and none into a list that is gone', async () => {
  const { pool, site } = place;
  const about = { listId: 's-1', fileName: 'a.csv', bytesTotal: 1, by: 'tom' };
  expect((await insertImport(pool, site, about, 'suppression_list')).ok).toBe(true);
  const again = await insertImport(pool, site, about, 'suppression_list');
  expect(again).toMatchObject({ ok: false, problem: { code: 'IMPORT_BUSY' } });
  const gone = await insertImport(pool, site, { ...about, listId: 's-9' }, 'suppression_list');
  expect(gone).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
});
