import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { must } from '@outpace/engine/basics/assert.ts';
import type { Jobs } from './jobs.ts';

/** Threads that live days side by side; what was asked before is not computed again. */
export class Threads {
  readonly #all: readonly Worker[];
  readonly #idle: Worker[];
  readonly #queue: ((worker: Worker) => void)[] = [];
  readonly #days = new Map<string, Promise<Jobs['day']['answered']>>();

  constructor(count: number) {
    const file = new URL('./thread.ts', import.meta.url);
    this.#all = Array.from({ length: count }, () => new Worker(file));
    this.#idle = [...this.#all];
  }

  day(job: Jobs['day']['asked']): Promise<Jobs['day']['answered']> {
    const key = JSON.stringify(job);
    const day = this.#days.get(key) ?? this.#ask('day', job);
    this.#days.set(key, day);
    return day;
  }

  bounds(job: Jobs['bounds']['asked']): Promise<Jobs['bounds']['answered']> {
    return this.#ask('bounds', job);
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
