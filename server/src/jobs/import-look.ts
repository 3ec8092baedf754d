import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { ImportReading } from '@outpace/protocol/calling-lists.ts';
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
  how?: ImportReading,
): Promise<Result<FileLook, Refusal>> {
  const workerData: LookTask = { path, list, how };
  const worker = new Worker(new URL('./import-look-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  let look: Result<FileLook, Refusal> | undefined;
  worker.on('message', (message: Result<FileLook, Refusal>) => {
    look = message;
  });
  try {
    await once(worker, 'exit');
  } catch (problem) {
    // The sizes of a workbook are limited; where that was not enough, it ends with the thread.
    if (isOutOfMemory(problem)) return fail(refusal('TOO_LARGE', 'It does not fit in memory.'));
    throw problem;
  }
  if (look === undefined) throw new Error(`the thread that looks at ${path} has ended early`);
  return look;
}

const isOutOfMemory = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Largest heap of the thread, MB. It keeps a thousand rows, or the texts of a workbook. */
const HEAP_MB_MAX = 512;
