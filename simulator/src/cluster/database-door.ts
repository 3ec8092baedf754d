import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The way of one node to the database. Cut, it lets nothing through in either direction and says
 * nothing of it, as a network that drops packets; mended, what waited arrives late.
 */
export class DatabaseDoor {
  #socketPath: string;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #isCut = false;
  #awaited: { readonly words: string; readonly onFirst: () => void } | undefined;
  /** Awaited words, and not passed on yet. */
  #held: (() => void)[] = [];

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

  /** Where new connections lead, as when an address moves to another server. */
  moveTo(socketPath: string): void {
    this.#socketPath = socketPath;
  }

  cut(): void {
    this.#isCut = true;
    this.#awaited = undefined;
    for (const socket of this.#sockets) socket.pause();
  }

  /**
   * Until the cut or the mending, each connection by which the node says these words is held there,
   * with them and all that follows. Resolves when the first is.
   */
  holdAt(words: string): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited = { words, onFirst: resolve };
    });
  }

  mend(): void {
    this.#isCut = false;
    this.#awaited = undefined;
    for (const passOn of this.#held.splice(0)) passOn();
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(near: Socket): void {
    const far = connect(this.#socketPath);
    this.#pass(near, far, (bytes) => this.#isAwaited(bytes));
    this.#pass(far, near, () => false);
    if (this.#isCut) far.pause();
    else near.resume();
  }

  #isAwaited(bytes: Buffer | string): boolean {
    const awaited = this.#awaited;
    if (awaited === undefined || !bytes.includes(awaited.words)) return false;
    awaited.onFirst();
    return true;
  }

  #pass(from: Socket, to: Socket, isAwaited: (bytes: Buffer | string) => boolean): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => {
      if (!isAwaited(bytes)) return to.write(bytes);
      from.pause();
      return this.#held.push(() => to.write(bytes));
    });
    // A connection that breaks breaks on both sides.
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
