import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { lookAtFile } from '../jobs/import-file.ts';
import { importList, readDefaults } from '../jobs/import-list.ts';
import { ImportSandbox } from '../jobs/import-sandbox.ts';
import { testDatabase } from '../store/test-database.ts';

/** Rows of the file, unless said otherwise. */
const ROWS = 200_000;

/**
 * How many times as long as a bare COPY an import may take. A COPY splits lines; the import checks
 * every cell, finds duplicates, and fills three tables with nine indexes in one transaction.
 */
const TIMES_MAX = 50;

export type ImportFigures = {
  readonly rows: number;
  readonly importMs: number;
  readonly copyMs: number;
  /** Import over bare COPY. */
  readonly times: number;
};

/** Rows per second of the importer, against a bare COPY of the same file in the same run. */
export async function bench(rows = ROWS): Promise<void> {
  const figures = await measure(rows);
  const perSecond = (ms: number): string => Math.round((rows / ms) * 1_000).toLocaleString('en');
  console.log(
    `import     ${perSecond(figures.importMs)} rows/s (${rows.toLocaleString('en')} rows)`,
  );
  console.log(`bare COPY  ${perSecond(figures.copyMs)} rows/s`);
  const verdict = figures.times <= TIMES_MAX ? 'within' : 'ABOVE';
  console.log(`ratio      ${figures.times.toFixed(1)}, ${verdict} the limit of ${TIMES_MAX}`);
}

export async function measure(rows: number): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-bench-'));
  const { pool, drop } = await testDatabase();
  try {
    const path = join(folder, 'bench.csv');
    await writeRows(path, rows);
    // First once each, so that neither pays for what is cold.
    await copyMs(pool, path);
    const bare = await copyMs(pool, path);
    const imported = await importMs(pool, path);
    return { rows, importMs: imported, copyMs: bare, times: imported / bare };
  } finally {
    await drop();
    await rm(folder, { recursive: true });
  }
}

const JOBS = ['technician', 'management', 'blue-collar', 'services', 'retired'];
const AREAS = [212, 312, 602, 303, 206, 415, 617, 713];

/** Ten columns with numbers of fiction, so nearly all of them come again. */
async function writeRows(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('phone,name,customer id,age,job,balance,housing,loan,since,note\n');
  for (let n = 0; n < rows; n += 1) {
    const phone = `${AREAS[n % AREAS.length]}-555-0${100 + (n % 100)}`;
    const person = `Person ${n},C${n},${20 + (n % 60)},${JOBS[n % JOBS.length]}`;
    const debts = `${n % 2 === 0 ? 'yes' : 'no'},${n % 7 === 0 ? 'yes' : 'no'}`;
    const money = `${(n * 37) % 90_000},${debts}`;
    const line = `${phone},${person},${money},2026-01-${10 + (n % 18)},"said ""maybe"", once"\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

async function copyMs(pool: Pool, path: string): Promise<number> {
  await pool.query('drop table if exists bare');
  const columns = [
    'phone',
    'name',
    'id',
    'age',
    'job',
    'balance',
    'housing',
    'loan',
    'since',
    'note',
  ];
  await pool.query(`create table bare (${columns.map((name) => `${name} text`).join(', ')})`);
  const client = await pool.connect();
  const beganAt = performance.now();
  const copy = client.query(copyFrom('copy bare from stdin with (format csv, header)'));
  await pipeline(createReadStream(path), copy);
  const ms = performance.now() - beganAt;
  client.release();
  return ms;
}

async function importMs(pool: Pool, path: string): Promise<number> {
  const sandbox = await ImportSandbox.create(pool);
  const listId = await sandbox.addList();
  const list = await readDefaults(pool, sandbox.site, listId);
  if (list === undefined) throw new Error('the list of the benchmark is gone');
  const look = await lookAtFile(path, list);
  if (!look.ok) throw new Error(`the file of the benchmark is refused: ${look.problem.code}`);
  const mapping = { ...look.value.suggested, refuseDuplicates: false };
  const importId = await sandbox.addImport(listId);
  const order = { site: sandbox.site, importId, listId, path, mapping };
  const beganAt = performance.now();
  const end = await importList(pool, order, new AbortController().signal, () => undefined);
  const ms = performance.now() - beganAt;
  if (end.state !== 'done') throw new Error(`the import of the benchmark was ${end.state}`);
  return ms;
}
