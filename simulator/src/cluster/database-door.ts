import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The way of one node to the database. Cut, it lets nothing through in either direction and says
 * nothing of it, as a network that drops packets; mended, what waited arrives late.
 */
export class DatabaseDoor {
  readonly #socketPath: string;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #isCut = false;

  /** `socketPath`: of the PostgreSQL server. */
  constructor(socketPath: string) {
    this.#socketPath = socketPath;
    this.#server = createServer({ pauseOnConnect: true }, (near) => this.#join(near));
  }

  /** Answers the port; on this machine only. */
  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(near: Socket): void {
    const far = connect(this.#socketPath);
    this.#pass(near, far);
    this.#pass(far, near);
    if (this.#isCut) far.pause();
    else near.resume();
  }

  #pass(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => to.write(bytes));
    // A connection that breaks breaks on both sides.
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
