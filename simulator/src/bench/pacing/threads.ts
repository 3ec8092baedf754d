import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import type { Jobs } from './jobs.ts';
import type { KeptDays } from './kept-days.ts';
import { heedsLimit } from './pacers.ts';

/** Threads that live days side by side; what was asked before is not computed again. */
export class Threads {
  readonly #all: readonly Worker[];
  readonly #idle: Worker[];
  readonly #queue: ((worker: Worker) => void)[] = [];
  readonly #days = new Map<string, Promise<Jobs['day']['answered']>>();

  readonly #kept: KeptDays | undefined;

  /** `kept`: where days are found that were lived before, and put. */
  constructor(count: number, kept?: KeptDays) {
    this.#kept = kept;
    const file = new URL('./thread.ts', import.meta.url);
    this.#all = Array.from({ length: count }, () => new Worker(file));
    this.#idle = [...this.#all];
  }

  day(job: Jobs['day']['asked']): Promise<Jobs['day']['answered']> {
    const share = heedsLimit(job.pacer) ? job.share : 'any';
    const key = JSON.stringify({ ...job, share });
    const day = this.#days.get(key) ?? this.#live(key, job);
    this.#days.set(key, day);
    return day;
  }

  async #live(key: string, job: Jobs['day']['asked']): Promise<Jobs['day']['answered']> {
    const before = await this.#kept?.find(key);
    if (before !== undefined) return before;
    const day = await this.#ask('day', job);
    await this.#kept?.put(key, day);
    return day;
  }

  bounds(job: Jobs['bounds']['asked']): Promise<Jobs['bounds']['answered']> {
    return this.#ask('bounds', job);
  }

  pair(job: Jobs['pair']['asked']): Promise<Jobs['pair']['answered']> {
    return this.#ask('pair', job);
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }

  async #ask<Kind extends keyof Jobs>(
    kind: Kind,
    job: Jobs[Kind]['asked'],
  ): Promise<Jobs[Kind]['answered']> {
    const worker = await this.#worker();
    worker.postMessage([kind, job]);
    const answers: Jobs[Kind]['answered'][] = await once(worker, 'message');
    const next = this.#queue.shift();
    if (next === undefined) this.#idle.push(worker);
    else next(worker);
    return must(answers[0], `the answer to ${kind}`);
  }

  #worker(): Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    return new Promise((resolve) => this.#queue.push(resolve));
  }
}
