import { createHmac, randomBytes } from 'node:crypto';
import { agentId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { BrowserPhones } from '../ports.ts';
import type { SignedIn } from './auth.ts';
import type { OpenSocket, OpenSockets } from './open-sockets.ts';

/** Lifetime of a registration, s: a laptop that was closed is missed after two minutes. */
const REGISTER_SECONDS = 120;

export type PhoneAccountParts = {
  readonly phones: BrowserPhones;
  /** The site's secret. */
  readonly secret: () => Promise<Buffer>;
  readonly sockets: OpenSockets;
  readonly log: FastifyBaseLogger;
};

/**
 * The SIP accounts of agents' browser phones: one per agent, made for one sign-in and closed with
 * it. The password follows from the sign-in, so that a page goes on with it after a restart of
 * this server, and nothing of it has to be stored.
 */
export class PhoneAccounts {
  readonly #parts: PhoneAccountParts;
  readonly #open = new Map<string, PhoneAccount>();

  constructor(parts: PhoneAccountParts) {
    this.#parts = parts;
  }

  /** Makes the account for this sign-in; one of the same agent for another sign-in ends. */
  async open(signedIn: SignedIn): Promise<BrowserPhoneSettings> {
    const password = phonePassword(await this.#parts.secret(), signedIn);
    // Noted before it is made: a sign-out in between must close it, and comes after it then.
    this.#note(signedIn);
    const { phones } = this.#parts;
    const { user, domain } = await phones.provision(agentId(signedIn.userId), password);
    const registerSeconds = REGISTER_SECONDS;
    return { user, domain, password, socketPath: '/api/sip', registerSeconds };
  }

  /** A page that comes back after a restart of this server does not ask for its account again. */
  adopt(signedIn: SignedIn): void {
    if (!this.#open.has(signedIn.userId)) this.#note(signedIn);
  }

  #note(signedIn: SignedIn): void {
    const { sockets, phones, log } = this.#parts;
    const before = this.#open.get(signedIn.userId);
    if (before !== undefined) sockets.remove(before);
    const account = new PhoneAccount(signedIn, () => {
      sockets.remove(account);
      this.#open.delete(signedIn.userId);
      // There is no taking away of an account, but nobody knows this password.
      const lock = randomBytes(32).toString('base64url');
      phones.provision(agentId(signedIn.userId), lock).catch((error: unknown) => {
        log.warn({ err: error }, 'the phone account of a session that has ended was not closed');
      });
    });
    this.#open.set(signedIn.userId, account);
    sockets.add(account);
  }
}

/** Good for this agent in this sign-in; whoever learns it learns nothing about the next one. */
export const phonePassword = (secret: Buffer, { userId, tokenHash }: SignedIn): string =>
  createHmac('sha256', secret).update(tokenHash).update(userId).digest('base64url');

/** An account among what ends with a sign-in. A restart is no end of it. */
class PhoneAccount implements OpenSocket {
  readonly kind = 'phone-account';
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly #expiresAtMs: number;
  readonly #close: () => void;

  constructor({ userId, tokenHash, expiresAtMs }: SignedIn, close: () => void) {
    this.userId = userId;
    this.tokenHash = tokenHash;
    this.#expiresAtMs = expiresAtMs;
    this.#close = close;
  }

  end(code: RefusalCode): void {
    if (code === 'NOT_SIGNED_IN') this.#close();
  }

  beat(now: Instant): void {
    if (now >= this.#expiresAtMs) this.#close();
  }
}
