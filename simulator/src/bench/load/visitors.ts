import { Agent, type IncomingMessage, request } from 'node:http';
import type { RefusalBody } from '@outpace/protocol/refusals.ts';
import type { Times } from './times.ts';

/** Connections of all visitors together: each waits for its answer before it asks again. */
const CONNECTIONS_MAX = 400;
/** Ticks in a second at which requests are sent. */
const TICKS = 50;

export type VisitorsBook = {
  readonly answers: Times;
  readonly refused: Map<string, number>;
};

/**
 * Other people's requests, so many in each second whatever becomes of those before; never more at
 * once than there are connections.
 */
export class Visitors {
  readonly #book: VisitorsBook;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_MAX });
  #timer: NodeJS.Timeout | undefined;
  #open = 0;
  #owed = 0;

  constructor(book: VisitorsBook) {
    this.#book = book;
  }

  /** From now on. */
  visit(url: string, cookie: string, perSecond: number): void {
    clearTimeout(this.#timer);
    if (perSecond === 0) return;
    const tick = (): void => {
      this.#timer = setTimeout(tick, 1_000 / TICKS);
      this.#owed = Math.min(this.#owed + perSecond / TICKS, CONNECTIONS_MAX);
      for (; this.#owed >= 1 && this.#open < CONNECTIONS_MAX; this.#owed -= 1) {
        this.#ask(url, cookie);
      }
    };
    tick();
  }

  leave(): void {
    clearTimeout(this.#timer);
    this.#agent.destroy();
  }

  #ask(url: string, cookie: string): void {
    const startedAt = performance.now();
    this.#open += 1;
    const asked = request(url, { agent: this.#agent, headers: { cookie } }, async (response) => {
      const code = await codeOf(response).catch(() => 'broken off');
      this.#book.answers.note(performance.now() - startedAt);
      if (code !== undefined) this.#refused(code);
    });
    asked.on('error', () => this.#refused('no connection'));
    asked.on('close', () => {
      this.#open -= 1;
    });
    asked.end();
  }

  #refused(code: string): void {
    this.#book.refused.set(code, (this.#book.refused.get(code) ?? 0) + 1);
  }
}

/** Undefined: it was no refusal. */
async function codeOf(response: IncomingMessage): Promise<string | undefined> {
  let text = '';
  for await (const part of response) text += String(part);
  if (response.statusCode === 200) return undefined;
  const body: Partial<RefusalBody> = JSON.parse(text);
  return body.code ?? `status ${response.statusCode}`;
}
