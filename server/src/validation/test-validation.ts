import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';
import { millis } from '@outpace/engine/basics/time.ts';
import type { Validation } from '@outpace/engine/campaigns/validation.ts';
import type { ActionOf } from '../ports.ts';
import { madeUpQuestion } from './made-up-question.ts';

export type Asked = {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
  readonly connection: number;
};

type Answering = (asked: Asked, response: http.ServerResponse, socket: Socket) => void;

/** A real HTTP server on this machine that answers as it is told to. */
export class TestValidation {
  readonly asked: Asked[] = [];
  readonly #server: http.Server;
  answering: Answering = (_asked, response) => void response.end();
  connections = 0;

  private constructor() {
    const numbers = new Map<Socket, number>();
    this.#server = http.createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => void parts.push(part));
      request.on('end', () => {
        const { socket, headers } = request;
        const connection = numbers.get(socket) ?? 0;
        const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
        const asked = { headers, body, connection };
        this.asked.push(asked);
        this.answering(asked, response, socket);
      });
    });
    this.#server.on('connection', (socket) => {
      this.connections += 1;
      numbers.set(socket, this.connections);
    });
  }

  static async open(): Promise<TestValidation> {
    const made = new TestValidation();
    made.#server.listen(0, '127.0.0.1');
    await once(made.#server, 'listening');
    return made;
  }

  get url(): string {
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://127.0.0.1:${port}/ask`;
  }

  question(overrides: Partial<Validation> = {}): ActionOf<'ask-validation'> {
    const validation: Validation = {
      url: this.url,
      secretHeader: undefined,
      timeoutMs: millis(400),
      connectionsMax: 2,
      refusedAs: 'no-answer',
      onTimeout: { action: 'dial' },
      onError: { action: 'dial' },
      ...overrides,
    };
    return madeUpQuestion({ id: 'campaign-1', name: 'Spring' }, validation);
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
