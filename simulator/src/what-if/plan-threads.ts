import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { WhatIfDay, WhatIfPlan } from '@outpace/protocol/what-if.ts';
import type { PlanSimulator } from '@outpace/server/ports.ts';
import type { PlanTask } from './plan-thread.ts';

/** Largest heap of a thread, MB. A day of a thousand agents keeps some tens. */
const HEAP_MB_MAX = 512;
const THREADS_MAX = 4;

/** Days of a plan in threads of their own; one core is left to the dialer's loop. */
export const planThreads: PlanSimulator = {
  async simulate(plan: WhatIfPlan, onDay: (day: WhatIfDay) => void, signal: AbortSignal) {
    const count = Math.min(plan.days, THREADS_MAX, Math.max(1, availableParallelism() - 1));
    // One that dies takes the others with it.
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const threads = seedsOf(plan.days, count).map((seeds) =>
      live({ plan, seeds }, onDay, either).catch((fault: unknown) => {
        failed.abort();
        throw fault;
      }),
    );
    await Promise.all(threads);
  },
};

async function live(
  task: PlanTask,
  onDay: (day: WhatIfDay) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  const worker = new Worker(new URL('./plan-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  let daysDone = 0;
  worker.on('message', (day: WhatIfDay) => {
    daysDone += 1;
    if (!signal.aborted) onDay(day);
  });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end);
  try {
    await once(worker, 'exit');
  } finally {
    signal.removeEventListener('abort', end);
  }
  if (daysDone < task.seeds.length && !signal.aborted) throw new Error('a thread has ended early');
}

/** Days dealt out like cards, so that all threads are done at about the same time. */
const seedsOf = (days: number, threads: number): readonly (readonly number[])[] =>
  Array.from({ length: threads }, (_, thread) =>
    Array.from({ length: days }, (__, index) => index + 1).filter(
      (seed) => (seed - 1) % threads === thread,
    ),
  );
