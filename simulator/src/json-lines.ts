import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** One value of JSON in each line, in both directions. What is undefined is not sent. */
export class JsonLines<Incoming, Outgoing> {
  readonly #socket: Socket;

  constructor(socket: Socket, onValue: (value: Incoming) => void, onEnd: () => void) {
    this.#socket = socket;
    // Small messages one after the other: none waits until it can travel with the next.
    socket.setNoDelay(true);
    // Whoever broke it off, it ends the same way.
    socket.on('error', () => undefined);
    socket.once('close', onEnd);
    createInterface({ input: socket }).on('line', (line) => onValue(JSON.parse(line)));
  }

  send(value: Outgoing): void {
    this.#socket.write(`${JSON.stringify(value)}\n`);
  }

  end(): void {
    this.#socket.end();
  }
}
