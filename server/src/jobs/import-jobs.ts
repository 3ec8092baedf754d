import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { assert } from '@outpace/engine/basics/assert.ts';
import type { Pool, PoolConfig } from 'pg';
import { endWithout, type ImportEnd } from './import-run.ts';
import type { AnyImportOrder, ImportCommand, ImportReport, ImportTask } from './import-worker.ts';

/** Largest heap of one import, MB. The file is never in memory, so it needs far less. */
const HEAP_MB_MAX = 512;

/** The imports that run in this process, each in a thread of its own. */
export class ImportJobs {
  readonly #pool: Pool;
  readonly #onFault: (importId: string, fault: unknown) => void;
  readonly #running = new Map<
    string,
    { readonly worker: Worker; readonly end: Promise<ImportEnd | undefined> }
  >();
  #isClosing = false;

  /** `onFault` hears of what went wrong behind an import that failed, for the log. */
  constructor(pool: Pool, onFault: (importId: string, fault: unknown) => void) {
    this.#pool = pool;
    this.#onFault = onFault;
  }

  /** Runs an import whose row is there and `running`, then `after`, whatever the end. */
  start(order: AnyImportOrder, after: () => Promise<void>): void {
    const task: ImportTask = { connection: connectionOf(this.#pool), order };
    const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
      workerData: task,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    });
    this.#running.set(order.importId, { worker, end: this.#follow(worker, order, after) });
  }

  /** Stops an import and waits for its end; undefined when it does not run here any more. */
  async cancel(importId: string): Promise<ImportEnd | undefined> {
    const job = this.#running.get(importId);
    if (job === undefined) return undefined;
    job.worker.postMessage('cancel' satisfies ImportCommand);
    return await job.end;
  }

  /** Waits until nothing runs here any more. */
  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ end }) => end));
  }

  /** Cuts off all imports: the next start begins them again. Before the pool is closed. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([...this.#running.values()].map(({ worker }) => worker.terminate()));
    await this.settled();
  }

  async #follow(
    worker: Worker,
    order: AnyImportOrder,
    after: () => Promise<void>,
  ): Promise<ImportEnd | undefined> {
    const { importId } = order;
    const end = await this.#endOf(worker, order);
    if (end === undefined) {
      this.#running.delete(importId);
      return undefined;
    }
    if (end.state === 'failed') this.#onFault(importId, end.cause);
    try {
      await after();
    } catch (fault) {
      this.#onFault(importId, fault);
    }
    this.#running.delete(importId);
    return end;
  }

  /** Undefined: it was cut off by the end of this process, and stays as it is. */
  async #endOf(worker: Worker, order: AnyImportOrder): Promise<ImportEnd | undefined> {
    let report: ImportReport | undefined;
    worker.on('message', (message: ImportReport) => {
      report = message;
    });
    let cause: unknown = new Error(`the thread of import ${order.importId} has ended early`);
    try {
      await once(worker, 'exit');
    } catch (problem) {
      cause = problem;
    }
    if (report !== undefined) return report;
    if (this.#isClosing) return undefined;
    const end = { state: 'failed', cause } as const;
    try {
      await endWithout(this.#pool, order.site, order.importId, end);
    } catch (problem) {
      return { state: 'failed', cause: problem };
    }
    return end;
  }
}

/** What another thread needs to reach the same database. */
export function connectionOf({ options }: Pool): PoolConfig {
  const { host, port, user, password, database, connectionString, ssl } = options;
  assert(typeof password !== 'function', 'a password can be handed to a thread');
  return { host, port, user, password, database, connectionString, ssl };
}
