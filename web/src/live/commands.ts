import type { CommandId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { RefusalBody } from '@outpace/protocol/refusals.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { RefusalError } from '../api/client.ts';
import { parseCommandId } from './parse-ids.ts';

/** What the server says about a command, in both sockets. */
export type CommandReply =
  | { readonly id: CommandId; readonly ok: true }
  | {
      readonly id: CommandId;
      readonly ok: false;
      readonly code: RefusalCode;
      readonly message: string;
      readonly detail?: string;
      readonly instead?: NonNullable<RefusalBody['instead']>;
    };

type Sent<Body> = {
  readonly body: Body;
  readonly resolve: () => void;
  readonly reject: (problem: unknown) => void;
};

const newId = (): CommandId => parseCommandId(crypto.randomUUID());

/**
 * Commands on their way. Each keeps its id until its reply, and goes out again under the same id
 * after a reconnect: the server answers a repeated id alike, so nothing is done twice.
 */
export class Commands<Body> {
  readonly #say: (id: CommandId, body: Body) => boolean;
  readonly #changed: () => void;
  readonly #pending = new Map<CommandId, Sent<Body>>();
  #bodies: readonly Body[] = [];

  constructor(say: (id: CommandId, body: Body) => boolean, changed: () => void = () => undefined) {
    this.#say = say;
    this.#changed = changed;
  }

  /** Those without a reply yet, oldest first; the same array until something changes. */
  get pending(): readonly Body[] {
    return this.#bodies;
  }

  /** Resolves with the server's yes; rejects with a `RefusalError`. */
  send(body: Body): Promise<void> {
    const id = newId();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { body, resolve, reject });
      this.#note();
      this.#say(id, body);
    });
  }

  /** After a reconnect, in the order in which they were given. */
  resend(): void {
    for (const [id, { body }] of this.#pending) this.#say(id, body);
  }

  settle(reply: CommandReply): void {
    const sent = this.#pending.get(reply.id);
    if (sent === undefined) return;
    this.#pending.delete(reply.id);
    this.#note();
    if (reply.ok) return sent.resolve();
    sent.reject(new RefusalError(reply));
  }

  /** Gives up on all: this page is no longer the one that may command. */
  rejectAll(code: RefusalCode): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    this.#note();
    for (const { reject } of all) reject(new RefusalError({ code, message: REFUSALS[code] }));
  }

  #note(): void {
    this.#bodies = [...this.#pending.values()].map(({ body }) => body);
    this.#changed();
  }
}
