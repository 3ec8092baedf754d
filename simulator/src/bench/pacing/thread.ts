import { parentPort } from 'node:worker_threads';
import { type Asked, computeBounds, liveDay } from './jobs.ts';

/** Answers what it is asked, one after the other. */
parentPort?.on('message', async ([kind, job]: Asked) => {
  parentPort?.postMessage(kind === 'day' ? await liveDay(job) : computeBounds(job));
});
