import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** One process of the benchmark, asked one thing after the other. */
export class StartedProcess<Question extends object> {
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;

  constructor(file: string) {
    this.#child = fork(file);
    this.#exited = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  /** Rejects when the process ends before it has answered. */
  async ask<Answer>(question: Question): Promise<Answer> {
    const heard = once(this.#child, 'message');
    this.#child.send(question);
    const ended = this.#exited.then((code) => {
      throw new Error(`a process of the benchmark has ended with ${code}`);
    });
    const [text] = await Promise.race([heard, ended]);
    const answer: { readonly answer: Answer } = JSON.parse(text);
    return answer.answer;
  }

  /** Lets it end in order, and waits for it. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#exited;
  }
}

/** In the process that was started. It ends when whoever started it lets it go. */
export function answerQuestions<Question>(
  answer: (question: Question) => Promise<unknown>,
  close: () => Promise<void>,
): void {
  process.on('message', async (question: Question) => {
    process.send?.(JSON.stringify({ answer: await answer(question) }));
  });
  // An interrupt of the terminal reaches everybody; it is the one who started them that ends.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', async () => {
    await close();
    process.exit(0);
  });
}
