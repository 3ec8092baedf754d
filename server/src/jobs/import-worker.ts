import { parentPort, workerData } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import { Pool, type PoolConfig } from 'pg';
import type { ImportOrder } from './import-list.ts';
import { importList } from './import-list.ts';
import type { ImportEnd } from './import-run.ts';
import type { SuppressionImportOrder } from './import-suppression.ts';
import { importSuppression } from './import-suppression.ts';

/** What comes of a file: records of a calling list, or entries of a suppression list. */
export type AnyImportOrder = ImportOrder | SuppressionImportOrder;

/**
 * An import in a thread of its own: cutting and checking rows takes a core for as long as the file
 * lasts, and the dialer's loop must never wait for that.
 */
export type ImportTask = { readonly connection: PoolConfig; readonly order: AnyImportOrder };

/** To the thread. */
export type ImportCommand = 'cancel';

/** From the thread, as its last word. */
export type ImportReport = ImportEnd;

const port = must(parentPort ?? undefined, 'the port of an import thread');
const task: ImportTask = workerData;
const stop = new AbortController();
port.on('message', (command: ImportCommand) => {
  if (command === 'cancel') stop.abort();
});

// One connection for the rows, one for progress and refused rows beside it.
const pool = new Pool({ ...task.connection, max: 2 });
// A connection that breaks while idle is replaced; one in use fails its statement.
pool.on('error', () => undefined);
const { order } = task;
const { signal } = stop;
const ignore = (): void => undefined;
const end =
  'suppressionListId' in order
    ? await importSuppression(pool, order, signal, ignore)
    : await importList(pool, order, signal, ignore);
await pool.end();
port.postMessage(end satisfies ImportReport);
port.close();
