import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { lookAtFile } from '../jobs/import-file.ts';
import { type ImportPhase, importList, readDefaults } from '../jobs/import-list.ts';
import { ImportSandbox } from '../jobs/import-sandbox.ts';
import { testDatabase } from '../store/test-database.ts';

/** Rows of the file, unless said otherwise. */
const ROWS = 1_000_000;
/** Imports and COPYs, of which the best count. */
const RUNS = 3;

/** Rows per second to reach, unless a third of the bare COPY is less. */
const RATE_MIN = 50_000;

/** How long the parts of an import took, ms of the wall. */
export type ImportSpans = {
  /** The file is read and checked, and the thread is busy with that. */
  readonly readMs: number;
  /** Meanwhile rows are copied in, and the thread waits for the database. */
  readonly copyMs: number;
  /** Everything is in, and is put into the dial queue and committed. */
  readonly publishMs: number;
  readonly totalMs: number;
};

export type ImportFigures = {
  readonly rows: number;
  /** Of the quickest run. */
  readonly spans: ImportSpans;
  /** The quickest bare COPY, ms. */
  readonly copyMs: number;
  /** Import over bare COPY. */
  readonly times: number;
  /** Rows per second that the import had to reach in this run. */
  readonly rateWanted: number;
};

/**
 * Rows per second of the importer, against a bare COPY of the same file in the same run. The COPY
 * splits lines; the import reads numbers, zones and fields, looks for repeated numbers in the file
 * and the list, and fills three tables with eight indexes in one transaction. A first word says how
 * many rows.
 */
export async function bench(words: readonly string[] = []): Promise<void> {
  const rows = Number(words[0] ?? ROWS);
  const loadBefore = load();
  const { spans, copyMs, times, rateWanted } = await measure(rows, RUNS);
  const shown = (figure: number): string => Math.round(figure).toLocaleString('en');
  const rate = (ms: number): number => (rows / ms) * 1_000;
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  const { readMs, totalMs, publishMs } = spans;
  console.log(`load       ${loadBefore} before, ${load()} after, on ${cpus().length} cores`);
  console.log(`import     ${shown(rate(totalMs))} rows/s (${shown(rows)} rows, best of ${RUNS})`);
  console.log(`           read and check ${seconds(readMs)}`);
  console.log(`           copy ${seconds(spans.copyMs)} (beyond what the reading hides)`);
  console.log(`           publish ${seconds(publishMs)}`);
  console.log(`memory     ${shown(process.resourceUsage().maxRSS / 1024)} MB at the peak`);
  console.log(`bare COPY  ${shown(rate(copyMs))} rows/s, ${times.toFixed(1)} times the import`);
  const ratio = rate(totalMs) / rateWanted;
  const verdict = ratio >= 1 ? 'PASS' : 'FAIL';
  if (verdict === 'FAIL') process.exitCode = 1;
  console.log(`wanted     ${shown(rateWanted)} rows/s: ${ratio.toFixed(2)} of it, ${verdict}`);
}

/** Processes that want a core, on average over the last minute. */
const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

export async function measure(rows: number, runs = 1): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-bench-'));
  const { pool, drop } = await testDatabase();
  try {
    const path = join(folder, 'bench.csv');
    await writeRows(path, rows);
    // First once, so that neither pays for what is cold.
    await bareCopy(pool, path);
    let best: ImportSpans | undefined;
    let copyMs = Number.POSITIVE_INFINITY;
    for (let run = 0; run < runs; run += 1) {
      copyMs = Math.min(copyMs, await bareCopy(pool, path));
      const spans = await imported(pool, path, rows);
      if (best === undefined || spans.totalMs < best.totalMs) best = spans;
    }
    const spans = must(best, 'a run');
    const rateWanted = Math.min(RATE_MIN, ((rows / copyMs) * 1_000) / 3);
    return { rows, spans, copyMs, times: spans.totalMs / copyMs, rateWanted };
  } finally {
    await drop();
    await rm(folder, { recursive: true });
  }
}

const JOBS = ['technician', 'management', 'blue-collar', 'services', 'retired'];
/** Numbers of fiction: a hundred in each of so many area codes. */
const AREAS = [212, 312, 602, 303, 206, 415, 617, 713];

/**
 * A number of its own for each row. Fiction has too few for a million, so most have an area code
 * N9X, which the numbering plan keeps for its expansion: nobody has such a number.
 */
function phoneOf(n: number): string {
  const fiction = Math.floor(n / 1_000);
  if (n % 1_000 === 0 && fiction < AREAS.length * 100) {
    return `${AREAS[fiction % AREAS.length]}-555-0${100 + Math.floor(fiction / AREAS.length)}`;
  }
  const area = `${2 + (n % 8)}9${Math.floor(n / 8) % 10}`;
  const rest = Math.floor(n / 80);
  return `${area}-${200 + (rest % 800)}-${String(Math.floor(rest / 800)).padStart(4, '0')}`;
}

/** Ten columns. */
async function writeRows(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('phone,name,customer id,age,job,balance,housing,loan,since,note\n');
  for (let n = 0; n < rows; n += 1) {
    const phone = phoneOf(n);
    const person = `Person ${n},C${n},${20 + (n % 60)},${JOBS[n % JOBS.length]}`;
    const debts = `${n % 2 === 0 ? 'yes' : 'no'},${n % 7 === 0 ? 'yes' : 'no'}`;
    const money = `${(n * 37) % 90_000},${debts}`;
    const line = `${phone},${person},${money},2026-01-${10 + (n % 18)},"said ""maybe"", once"\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

async function bareCopy(pool: Pool, path: string): Promise<number> {
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

async function imported(pool: Pool, path: string, rows: number): Promise<ImportSpans> {
  const sandbox = await ImportSandbox.create(pool);
  const listId = await sandbox.addList();
  const list = await readDefaults(pool, sandbox.site, listId);
  if (list === undefined) throw new Error('the list of the benchmark is gone');
  const look = await lookAtFile(path, list);
  if (!look.ok) throw new Error(`the file of the benchmark is refused: ${look.problem.code}`);
  const { suggested: mapping } = look.value;
  const importId = await sandbox.addImport(listId);
  const order = { site: sandbox.site, importId, listId, path, mapping };
  const watch = new SpanWatch();
  const { signal } = new AbortController();
  const nobody = (): void => undefined;
  const end = await importList(pool, order, signal, nobody, (phase) => watch.begins(phase));
  const spans = watch.end();
  if (end.state !== 'done') throw new Error(`the import of the benchmark was ${end.state}`);
  const { records } = await sandbox.contents(listId);
  if (records !== rows) throw new Error(`of ${rows} rows ${records} were imported`);
  // What is thrown away would burden the next run.
  await pool.query('truncate chains, records, dial_queue cascade');
  return spans;
}

class SpanWatch {
  readonly #beganAt = performance.now();
  readonly #idleBefore = performance.eventLoopUtilization();
  #readAt = this.#beganAt;
  #copyMs = 0;

  begins(phase: ImportPhase): void {
    if (phase !== 'publishing') return;
    this.#readAt = performance.now();
    this.#copyMs = performance.eventLoopUtilization(this.#idleBefore).idle;
  }

  end(): ImportSpans {
    const endedAt = performance.now();
    const copyMs = this.#copyMs;
    const readMs = this.#readAt - this.#beganAt - copyMs;
    return { readMs, copyMs, publishMs: endedAt - this.#readAt, totalMs: endedAt - this.#beganAt };
  }
}
