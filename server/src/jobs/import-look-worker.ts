import { parentPort, workerData } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import { lookAtFile } from './import-file.ts';
import type { ListDefaults } from './import-row.ts';

/** What the thread is given; it answers with what `lookAtFile` returns, or dies of its fault. */
export type LookTask = { readonly path: string; readonly list: ListDefaults };

const task: LookTask = workerData;
const look = await lookAtFile(task.path, task.list);
must(parentPort ?? undefined, 'the port of a thread').postMessage(look);
