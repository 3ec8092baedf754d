import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { must } from '@outpace/engine/basics/assert.ts';
import type { Arm, ArmRun, Load, Stage } from './arm.ts';
import type { ArmOrder } from './serve-arm.ts';

type Child = ChildProcessByStdio<Writable, Readable, null>;

const PROGRAMS = {
  product: fileURLToPath(new URL('./product.ts', import.meta.url)),
  bare: fileURLToPath(new URL('./bare-loop.ts', import.meta.url)),
} as const;

const END_MS_MAX = 20_000;

export type ArmName = keyof typeof PROGRAMS;

/** An arm in a process of its own, so that nobody else's work is counted as its. */
export class ChildArm implements Arm {
  readonly #child: Child;
  readonly #answers: AsyncIterator<string>;

  private constructor(child: Child) {
    this.#child = child;
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  static async start(name: ArmName, stage: Stage): Promise<ChildArm> {
    const words = [PROGRAMS[name], JSON.stringify(stage)];
    // In a group of its own: an interrupt of ours is not its end, it has a database to close.
    const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit'];
    const child = spawn(process.execPath, words, { stdio, detached: true });
    // Its end is told by its output.
    child.stdin.on('error', () => undefined);
    const arm = new ChildArm(child);
    await arm.#answer();
    return arm;
  }

  get pid(): number {
    return must(this.#child.pid, 'the process of an arm');
  }

  async raise(agents: number): Promise<void> {
    await this.#ask({ do: 'raise', agents });
  }

  run(load: Load): Promise<ArmRun> {
    return this.#ask({ do: 'run', load });
  }

  async drop(): Promise<void> {
    await this.#ask({ do: 'drop' });
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.stdin.end();
    const giveUp = setTimeout(() => this.#child.kill('SIGKILL'), END_MS_MAX);
    await exited;
    clearTimeout(giveUp);
  }

  #ask(order: ArmOrder): Promise<ArmRun> {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
    return this.#answer();
  }

  async #answer(): Promise<ArmRun> {
    const line = await this.#answers.next();
    if (line.done === true) throw new Error('an arm of the benchmark has ended by itself');
    return JSON.parse(line.value);
  }
}
