import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { must } from '@outpace/engine/basics/assert.ts';

/** One request as it came over the wire. */
export type Received = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The bytes to answer with; undefined: nothing ever, and the connection stays open. */
export type Reply = (received: Received) => string | undefined;

/** A receiver on loopback that may answer with whatever bytes it likes. */
export class TestReceiver {
  readonly received: Received[] = [];
  reply: Reply = () => 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#take(socket));
  }

  static async open(): Promise<TestReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestReceiver(server);
  }

  /** With its port, as the configuration names it. */
  get host(): string {
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `127.0.0.1:${must(port, 'a port')}`;
  }

  url(path = '/hook'): string {
    return `http://${this.host}${path}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(socket: Socket): void {
    let text = '';
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // Whoever hangs up in the middle is no matter of the receiver.
    socket.on('error', () => undefined);
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
      const received = parsed(text);
      if (received === undefined) return;
      text = '';
      this.received.push(received);
      const answer = this.reply(received);
      if (answer !== undefined) socket.write(answer);
    });
  }
}

/** A whole request, or undefined while there is more to come. */
function parsed(text: string): Received | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  if (Buffer.byteLength(body) < Number(headers['content-length'] ?? 0)) return undefined;
  return { path: first.split(' ')[1] ?? '', headers, body };
}
