import { parentPort } from 'node:worker_threads';
import { type DayJob, liveDay } from './day-job.ts';

/** Lives the days it is sent, one after the other. */
parentPort?.on('message', async (job: DayJob) => {
  parentPort?.postMessage(await liveDay(job));
});
