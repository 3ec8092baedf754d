import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { FastifyBaseLogger } from 'fastify';
import { WebSocket } from 'ws';
import type { SignedIn } from './auth.ts';
import { CLOSE, type OpenSocket } from './open-sockets.ts';

/** The subprotocol of RFC 7118; a page must ask for it, and the switch is asked for it. */
export const SIP_PROTOCOL = 'sip';

/** Bytes of one message, both ways. Far above any SIP message with a session description. */
const MESSAGE_BYTES_MAX = 64 * 1024;

/** Bytes that may wait for the slower side; the other one is not read meanwhile. */
const WAITING_BYTES_MAX = 256 * 1024;

/** For the switch to take the socket, ms. */
const REACH_MS = 5_000;

const FAR_OPTIONS = {
  perMessageDeflate: false,
  maxPayload: MESSAGE_BYTES_MAX,
  handshakeTimeout: REACH_MS,
  // ms; a switch that does not say goodbye must not keep the server from closing.
  closeTimeout: 1_000,
};

/** A socket to the switch, open and not read yet. Rejects when it cannot be reached. */
export function reachSip(url: string): Promise<WebSocket> {
  const far = new WebSocket(url, SIP_PROTOCOL, FAR_OPTIONS);
  return new Promise((resolve, reject) => {
    far.once('open', () => {
      far.pause();
      resolve(far);
    });
    // Stays for the life of the socket: the library closes after each of its errors.
    far.on('error', reject);
  });
}

export type SipSocketParts = {
  /** The page. */
  readonly near: WebSocket;
  /** The switch. */
  readonly far: WebSocket;
  readonly signedIn: SignedIn;
  readonly log: FastifyBaseLogger;
};

/**
 * The SIP websocket of one agent's page, passed on to the switch message by message and unread:
 * so the page needs to reach this server only. Both sockets end together.
 */
export class SipSocket implements OpenSocket {
  readonly kind = 'sip';
  readonly #parts: SipSocketParts;
  #alive = true;

  constructor(parts: SipSocketParts) {
    this.#parts = parts;
  }

  get userId(): string {
    return this.#parts.signedIn.userId;
  }

  get tokenHash(): Buffer {
    return this.#parts.signedIn.tokenHash;
  }

  open(): void {
    const { near, far, log } = this.#parts;
    near.on('error', (error) => log.debug({ err: error }, 'sip socket failed'));
    near.on('pong', () => {
      this.#alive = true;
    });
    passOn(near, far);
    passOn(far, near);
    far.resume();
  }

  end(code: RefusalCode, closeCode: number): void {
    const { near, far } = this.#parts;
    near.close(closeCode, code);
    // At once: the page may be gone, or in no hurry.
    far.close(GOING_AWAY);
  }

  /** The switch learns that a page is gone by the end of its socket, so the page is asked here. */
  beat(now: Instant): void {
    const { near, signedIn } = this.#parts;
    if (now >= signedIn.expiresAtMs) return this.end('NOT_SIGNED_IN', CLOSE.signedOut);
    if (!this.#alive) return near.terminate();
    this.#alive = false;
    if (near.readyState === WebSocket.OPEN) near.ping();
    return undefined;
  }
}

function passOn(from: WebSocket, to: WebSocket): void {
  from.on('message', (bytes, isBinary) => {
    if (to.readyState !== WebSocket.OPEN) return;
    to.send(bytes, { binary: isBinary }, () => {
      if (from.isPaused && to.bufferedAmount <= WAITING_BYTES_MAX) from.resume();
    });
    if (to.bufferedAmount > WAITING_BYTES_MAX) from.pause();
  });
  from.on('close', (code, reason) => to.close(sayable(code), reason));
}

const GOING_AWAY = 1001;

/** A close code as it can be sent: those for an end without a word (RFC 6455, 7.4.1) cannot. */
const sayable = (code: number): number => {
  if (code === 1005) return 1000;
  return code === 1006 || code === 1015 ? GOING_AWAY : code;
};
