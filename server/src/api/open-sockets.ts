import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';

/**
 * What is open for a signed-in person and ends with the sign-in, as the registry sees it: a socket,
 * or the account that an agent's phone signs in with.
 */
export interface OpenSocket {
  readonly kind: 'agent' | 'supervisor' | 'sip' | 'phone-account';
  readonly userId: string;
  readonly tokenHash: Buffer;
  /** Says why and closes. */
  end(code: RefusalCode, closeCode: number): void;
  /** Called every few seconds: asks for a sign of life, ends what is dead or signed out. */
  beat(now: Instant): void;
}

/** Close codes of our sockets; those of the standard keep their meaning. */
export const CLOSE = {
  restarting: 1012,
  wrongProtocol: 4000,
  superseded: 4001,
  tooMany: 4002,
  signedOut: 4003,
  tooSlow: 4004,
} as const;

/** Everything that is open, so that signing out and closing down reach all of them. */
export class OpenSockets {
  readonly #open = new Set<OpenSocket>();

  add(socket: OpenSocket): void {
    this.#open.add(socket);
  }

  remove(socket: OpenSocket): void {
    this.#open.delete(socket);
  }

  count(kind: OpenSocket['kind']): number {
    return [...this.#open].filter((socket) => socket.kind === kind).length;
  }

  countOf(userId: string, kind: OpenSocket['kind']): number {
    const isTheirs = (open: OpenSocket): boolean => open.userId === userId && open.kind === kind;
    return [...this.#open].filter(isTheirs).length;
  }

  /** The session of one browser has ended. */
  endSession(tokenHash: Buffer): void {
    for (const socket of [...this.#open]) {
      if (socket.tokenHash.equals(tokenHash)) socket.end('NOT_SIGNED_IN', CLOSE.signedOut);
    }
  }

  /** A user was deactivated or has a new password; `keep` is the browser that asked for it. */
  endUser(userId: string, keep: Buffer | undefined): void {
    for (const socket of [...this.#open]) {
      if (socket.userId !== userId) continue;
      if (keep !== undefined && socket.tokenHash.equals(keep)) continue;
      socket.end('NOT_SIGNED_IN', CLOSE.signedOut);
    }
  }

  endAll(code: RefusalCode, closeCode: number): void {
    for (const socket of [...this.#open]) socket.end(code, closeCode);
  }

  beat(now: Instant): void {
    for (const socket of [...this.#open]) socket.beat(now);
  }
}
