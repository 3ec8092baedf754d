import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FloorTally } from '../../pacing/floor-tally.ts';
import type { DayJob } from './day-job.ts';

/** Threads that live days side by side; the same day is lived only once. */
export class DayThreads {
  readonly #idle: Worker[];
  readonly #queue: ((worker: Worker) => void)[] = [];
  readonly #lived = new Map<string, Promise<FloorTally>>();

  constructor(count: number) {
    this.#idle = Array.from(
      { length: count },
      () => new Worker(new URL('./day-thread.ts', import.meta.url)),
    );
  }

  live(job: DayJob): Promise<FloorTally> {
    const key = JSON.stringify(job);
    const day = this.#lived.get(key) ?? this.#liveAnew(job);
    this.#lived.set(key, day);
    return day;
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.map((worker) => worker.terminate()));
  }

  async #liveAnew(job: DayJob): Promise<FloorTally> {
    const worker = await this.#worker();
    worker.postMessage(job);
    const [tally]: FloorTally[] = await once(worker, 'message');
    const next = this.#queue.shift();
    if (next === undefined) this.#idle.push(worker);
    else next(worker);
    if (tally === undefined) throw new Error(`no day came back for ${job.scenario}`);
    return tally;
  }

  #worker(): Promise<Worker> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(idle);
    return new Promise((resolve) => this.#queue.push(resolve));
  }
}
