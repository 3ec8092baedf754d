import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import type { FileLook } from './import-file.ts';
import type { LookTask } from './import-look-worker.ts';
import type { ListDefaults } from './import-row.ts';

/**
 * Looks at a file in a thread of its own: guessing at a thousand rows takes a tenth of a second,
 * and the dialer's loop must never wait that long. Throws what the world does to the file.
 */
export async function lookBeside(
  path: string,
  list: ListDefaults,
): Promise<Result<FileLook, Refusal>> {
  const workerData: LookTask = { path, list };
  const worker = new Worker(new URL('./import-look-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  let look: Result<FileLook, Refusal> | undefined;
  worker.on('message', (message: Result<FileLook, Refusal>) => {
    look = message;
  });
  await once(worker, 'exit');
  if (look === undefined) throw new Error(`the thread that looks at ${path} has ended early`);
  return look;
}

/** Largest heap of the thread, MB. It keeps a thousand rows. */
const HEAP_MB_MAX = 256;
