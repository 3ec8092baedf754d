import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentServerMessage } from '@outpace/protocol/agent-socket.ts';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { changedView, type ViewMessage } from './changed-view.ts';

/**
 * Stands before a server and passes everything on. To the page of one agent it sends changed views
 * in between what the server has to say: over a real socket, one message each, as the server would.
 */
export class BusyProxy {
  readonly #target: URL;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #http = createServer((from, to) => this.#pass(from, to));
  #page: WebSocket | undefined;
  #last: { readonly message: ViewMessage; readonly heardAt: number } | undefined;
  #isOn = false;
  #sent = 0;

  constructor(target: string) {
    this.#target = new URL(target);
    this.#http.on('upgrade', (from, socket, head) => this.#join(from, socket, head));
  }

  get sent(): number {
    return this.#sent;
  }

  /** Answers where it listens. */
  async listen(): Promise<string> {
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Sends `perSecond` views a second until stopped; late ones are made up for. */
  async run(perSecond: number): Promise<void> {
    this.#isOn = true;
    const startedAt = performance.now();
    for (let n = 1; this.#isOn; n += 1) {
      this.#push();
      const dueAt = startedAt + (n * 1_000) / perSecond;
      await wait(Math.max(0, dueAt - performance.now()));
    }
  }

  stop(): void {
    this.#isOn = false;
  }

  async close(): Promise<void> {
    this.stop();
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.close();
    this.#http.closeAllConnections();
    await once(this.#http, 'close');
  }

  #push(): void {
    const { message, heardAt } = must(this.#last, 'the first view of the agent');
    this.#sent += 1;
    // The time goes on, because the page sets its clock by it.
    const now = message.now + Math.round(performance.now() - heardAt);
    const next = { ...message, now, view: changedView(message.view, this.#sent) };
    must(this.#page, 'the page of the agent').send(JSON.stringify(next));
  }

  #pass(from: IncomingMessage, to: ServerResponse): void {
    const { method, headers, url: path } = from;
    const { hostname, port } = this.#target;
    const onward = request({ hostname, port, method, headers, path }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on('error', (problem) => to.destroy(problem));
    from.pipe(onward);
  }

  #join(from: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { host, origin, cookie } = from.headers;
    const address = new URL(from.url ?? '', this.#target);
    address.protocol = 'ws:';
    // The page must look to the server as if it had asked for it under this very name.
    const server = new WebSocket(address, { headers: { host, origin, cookie } });
    server.on('error', (problem) => socket.destroy(problem));
    server.on('open', () =>
      this.#sockets.handleUpgrade(from, socket, head, (page) => this.#connect(page, server)),
    );
  }

  #connect(page: WebSocket, server: WebSocket): void {
    this.#page = page;
    page.on('message', (said) => server.send(said.toString()));
    page.on('close', () => server.close());
    server.on('close', () => page.close());
    server.on('message', (said: RawData) => {
      const message: AgentServerMessage = JSON.parse(said.toString());
      if (message.type === 'view') this.#last = { message, heardAt: performance.now() };
      page.send(said.toString());
    });
  }
}
