import { REFUSALS, type RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import type { SignedIn } from './auth.ts';
import { CLOSE, type OpenSocket } from './open-sockets.ts';

/** Messages in one second after which a page is not a page any more. */
export const MESSAGES_PER_SECOND_MAX = 50;

/** Bytes that may wait for a slow reader before the socket is closed; the page reconnects. */
const WAITING_BYTES_MAX = 4 * 1024 * 1024;

/** What a schema compiled by TypeBox can say of a value. */
export interface MessageSchema<Message> {
  Check(value: unknown): value is Message;
}

export type SocketOptions<Incoming> = {
  readonly kind: OpenSocket['kind'];
  readonly socket: WebSocket;
  readonly signedIn: SignedIn;
  readonly schema: MessageSchema<Incoming>;
  readonly now: () => Instant;
  readonly log: FastifyBaseLogger;
};

/**
 * One websocket of one signed-in person: reads messages of the protocol, refuses everything else,
 * and ends by itself when it is flooded, dead or signed out.
 */
export class PersonSocket<Incoming, Outgoing extends { readonly type: string }>
  implements OpenSocket
{
  readonly kind: OpenSocket['kind'];
  readonly signedIn: SignedIn;
  readonly #socket: WebSocket;
  readonly #schema: MessageSchema<Incoming>;
  readonly #now: () => Instant;
  readonly #log: FastifyBaseLogger;
  #alive = true;
  #second = 0;
  #messages = 0;

  constructor(options: SocketOptions<Incoming>) {
    this.kind = options.kind;
    this.signedIn = options.signedIn;
    this.#socket = options.socket;
    this.#schema = options.schema;
    this.#now = options.now;
    this.#log = options.log;
  }

  get userId(): string {
    return this.signedIn.userId;
  }

  get tokenHash(): Buffer {
    return this.signedIn.tokenHash;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  listen(onMessage: (message: Incoming) => void, onClose: () => void): void {
    const socket = this.#socket;
    socket.on('message', (bytes, isBinary) => {
      if (!this.isOpen) return;
      if (this.#flooded()) return this.end('TOO_MANY', CLOSE.tooMany);
      const message = isBinary ? undefined : this.#parse(bytes);
      if (message === undefined) return this.refuse('BAD_MESSAGE');
      onMessage(message);
    });
    socket.on('pong', () => {
      this.#alive = true;
    });
    socket.on('close', onClose);
    // The library closes after an error of its own, such as a message above the limit.
    socket.on('error', (error) => this.#log.debug({ err: error }, 'socket failed'));
  }

  send(message: Outgoing): void {
    if (!this.isOpen) return;
    this.#socket.send(JSON.stringify(message));
    if (this.#socket.bufferedAmount > WAITING_BYTES_MAX) {
      this.#socket.close(CLOSE.tooSlow);
      this.#socket.terminate();
    }
  }

  /** Tells that a message was not understood; the socket stays open. */
  refuse(code: RefusalCode): void {
    if (!this.isOpen) return;
    this.#socket.send(JSON.stringify({ type: 'refused', code, message: REFUSALS[code] }));
  }

  end(code: RefusalCode, closeCode: number): void {
    this.refuse(code);
    this.#socket.close(closeCode, code);
  }

  beat(now: Instant): void {
    if (now >= this.signedIn.expiresAtMs) return this.end('NOT_SIGNED_IN', CLOSE.signedOut);
    if (!this.#alive) return this.#socket.terminate();
    this.#alive = false;
    if (this.isOpen) this.#socket.ping();
    return undefined;
  }

  #parse(bytes: RawData): Incoming | undefined {
    const value = parseJson(bytes.toString());
    return this.#schema.Check(value) ? value : undefined;
  }

  #flooded(): boolean {
    const second = Math.floor(this.#now() / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#messages = 0;
    }
    this.#messages += 1;
    return this.#messages > MESSAGES_PER_SECOND_MAX;
  }
}

/** Undefined for text that is no JSON, which is no value of JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
