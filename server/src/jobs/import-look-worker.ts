import { parentPort, workerData } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import type { ImportReading } from '@outpace/protocol/calling-lists.ts';
import { lookAtFile } from './import-file.ts';
import type { ListDefaults } from './import-row.ts';
import { asCsv } from './sent-file.ts';

/** What the thread is given; it answers with what `lookAtFile` returns, or dies of its fault. */
export type LookTask = {
  readonly path: string;
  readonly list: ListDefaults;
  readonly how: ImportReading | undefined;
};

const task: LookTask = workerData;
const sent = await asCsv(task.path);
const look = sent.ok ? await lookAtFile(task.path, task.list, task.how) : sent;
must(parentPort ?? undefined, 'the port of a thread').postMessage(look);
