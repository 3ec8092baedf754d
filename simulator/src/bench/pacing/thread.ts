import { parentPort } from 'node:worker_threads';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import { type Asked, computeBounds, type Jobs, liveDay, livePair } from './jobs.ts';

/** Answers what it is asked, one after the other. */
parentPort?.on('message', async (asked: Asked) => {
  parentPort?.postMessage(await answerTo(asked));
});

async function answerTo(asked: Asked): Promise<Jobs[keyof Jobs]['answered']> {
  const [kind, job] = asked;
  switch (kind) {
    case 'day':
      return await liveDay(job);
    case 'bounds':
      return computeBounds(job);
    case 'pair':
      return livePair(job);
    default:
      return unreachable(kind);
  }
}
