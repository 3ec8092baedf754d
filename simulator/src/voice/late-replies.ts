import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * A line to Asterisk on which every answer comes long after the events that its request caused.
 * Asterisk promises no order between the two.
 */
export class LateReplies {
  readonly #target: string;
  readonly #lateMs: number;
  readonly #server = createServer((request, response) => void this.#pass(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  private constructor(target: string, lateMs: number) {
    this.#target = target;
    this.#lateMs = lateMs;
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** `target`: where Asterisk takes requests, such as `http://127.0.0.1:8088`. */
  static async before(target: string, lateMs: number): Promise<LateReplies> {
    const line = new LateReplies(target, lateMs);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization = '' } = request.headers;
    const answer = await fetch(`${this.#target}${request.url}`, { headers: { authorization } });
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { 'content-type': type, connection: 'close' });
    response.end(await answer.text());
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { authorization = '' } = request.headers;
    const url = `${this.#target.replace(/^http/, 'ws')}${request.url}`;
    const far = new WebSocket(url, { headers: { authorization }, perMessageDeflate: false });
    far.once('open', () => {
      this.#sockets.handleUpgrade(request, socket, head, (near) => this.#join(near, far));
    });
    far.on('error', () => socket.destroy());
  }

  #join(near: WebSocket, far: WebSocket): void {
    near.on('message', (content) => far.send(String(content)));
    far.on('message', (content) => {
      const text = String(content);
      if (isReply(text)) setTimeout(() => near.send(text), this.#lateMs);
      else near.send(text);
    });
    near.on('close', () => far.terminate());
    far.on('close', () => near.terminate());
  }
}

const isReply = (text: string): boolean => JSON.parse(text).type === 'RESTResponse';
