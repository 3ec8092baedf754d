import { parentPort, workerData } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import { Pool, type PoolConfig } from 'pg';
import type { ImportEnd, ImportOrder } from './import-list.ts';
import { importList } from './import-list.ts';

/**
 * An import in a thread of its own: cutting and checking rows takes a core for as long as the file
 * lasts, and the dialer's loop must never wait for that.
 */
export type ImportTask = { readonly connection: PoolConfig; readonly order: ImportOrder };

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
const end = await importList(pool, task.order, stop.signal, () => undefined);
await pool.end();
port.postMessage(end satisfies ImportReport);
port.close();
