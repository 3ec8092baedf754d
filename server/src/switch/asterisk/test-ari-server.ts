import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** What stands in for Asterisk's HTTP server: says what it is told to, and keeps what it hears. */
export class TestAriServer {
  /** Version that it says it has; a number is a status that it answers instead. */
  version: string | number = '22.10.1';
  /** The answer to a request by its path; undefined: none. */
  answer: (uri: string) => { readonly status: number; readonly body?: unknown } | undefined =
    () => ({
      status: 204,
    });
  /** Websockets are refused, as by one whose modules are not all there yet. */
  takesSockets = true;
  /** Who has asked, as `user:secret`, socket or not. */
  readonly credentials: string[] = [];
  readonly heard: { readonly method: string; readonly uri: string }[] = [];
  readonly sockets: WebSocket[] = [];
  /** Signs of life that were asked for. */
  beats = 0;
  readonly #http = createServer((request, response) => this.#onRequest(request, response));
  readonly #ws = new WebSocketServer({
    server: this.#http,
    verifyClient: ({ req }: { readonly req: IncomingMessage }) => {
      this.#remember(req);
      return this.takesSockets;
    },
  });
  #port = 0;

  constructor() {
    this.#ws.on('connection', (socket, request) => {
      this.sockets.push(socket);
      this.heard.push({ method: 'SOCKET', uri: request.url ?? '' });
      socket.on('ping', () => {
        this.beats += 1;
      });
      socket.on('message', (content) => this.#onMessage(socket, String(content)));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async listen(): Promise<void> {
    this.#http.listen(this.#port, '127.0.0.1');
    await once(this.#http, 'listening');
    const address: AddressInfo | string | null = this.#http.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  say(message: object): void {
    for (const socket of this.sockets) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    }
  }

  /** The line breaks; the server is still there. */
  drop(): void {
    for (const socket of this.sockets.splice(0)) socket.terminate();
  }

  async close(): Promise<void> {
    this.drop();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #remember({ headers }: IncomingMessage): void {
    this.credentials.push(atob((headers.authorization ?? '').replace('Basic ', '')));
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    this.#remember(request);
    this.heard.push({ method: request.method ?? '', uri: request.url ?? '' });
    if (typeof this.version === 'number') response.writeHead(this.version).end();
    else response.end(JSON.stringify({ system: { version: this.version } }));
  }

  #onMessage(socket: WebSocket, text: string): void {
    const { method, request_id, uri } = JSON.parse(text);
    this.heard.push({ method, uri });
    const answer = this.answer(uri);
    if (answer === undefined) return;
    const body = answer.body === undefined ? {} : { message_body: JSON.stringify(answer.body) };
    const { status: status_code } = answer;
    socket.send(JSON.stringify({ type: 'RESTResponse', request_id, status_code, ...body }));
  }
}
