import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, hours, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { OutsideAnswer, OutsideAsk } from '../outside/ask-outside.ts';
import { OutsideFault } from '../outside/ask-outside.ts';
import type { Queryable } from '../store/queryable.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { DueDelivery, Tried } from '../store/webhooks.ts';
import { dueDeliveries, saveTry } from '../store/webhooks.ts';
import { signature } from './webhook-signature.ts';

/** Waits after the first tries; each further one is an hour. */
const FIRST_WAITS = [
  seconds(10),
  seconds(30),
  minutes(1),
  minutes(5),
  minutes(15),
  minutes(30),
] as const;
const WAIT_MAX = hours(1);

/** With these a delivery is tried for more than a day. */
export const TRIES_MAX = FIRST_WAITS.length + 25;

/** When to try again after so many tries; undefined: never, by itself. */
export const nextTryAt = (at: Instant, tries: number): Instant | undefined =>
  tries >= TRIES_MAX ? undefined : after(at, FIRST_WAITS[tries - 1] ?? WAIT_MAX);

/** At one moment, to one receiver and to all of them. */
const UNDER_WAY_PER_RECEIVER = 4;
const UNDER_WAY_MAX = 128;

/** From the look-up of its name to the end of its answer. */
const TIMEOUT_MS = seconds(10);
/** Enough to see what it complained of. */
const ANSWER_BYTES_MAX = 500;

/** Between two looks for what is due, ms. */
const REST_MS = 1_000;

export type WebhookSenderParts = {
  readonly db: Queryable;
  readonly secrets: SecretBox;
  readonly siteId: SiteId;
  readonly now: () => Instant;
  readonly ask: (ask: OutsideAsk) => Promise<OutsideAnswer>;
  /** The store failed; it is asked again soon. */
  readonly onFault: (fault: unknown) => void;
  readonly timeoutMs?: number;
};

/**
 * Tells receivers what waits for them. Each delivery is made at least once: what was under way in a
 * crash is made again, under the same id. Whoever does not answer holds up nobody else.
 */
export class WebhookSender {
  readonly #parts: WebhookSenderParts;
  readonly #underWay = new Map<
    string,
    { readonly receiverId: string; readonly end: Promise<void> }
  >();
  /** Since the last look began: what it reads may have been read before their ends were. */
  readonly #ended = new Set<string>();
  #rest: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  readonly #stop = new AbortController();

  constructor(parts: WebhookSenderParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#looking = this.look()
      .catch(this.#parts.onFault)
      .finally(() => {
        if (this.#stop.signal.aborted) return;
        this.#rest = setTimeout(() => this.start(), REST_MS);
        // Nothing is lost by an end: what was not told waits in the store.
        this.#rest.unref();
      });
  }

  /** Nothing new is begun, and what is under way is broken off: it waits for the next start. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#rest);
    await this.#looking;
    await this.idle();
  }

  /** Begins whatever is due and has room. */
  async look(): Promise<void> {
    const { db, secrets, siteId, now } = this.#parts;
    this.#ended.clear();
    // Those under way are due still, and would hide the next ones.
    const most = UNDER_WAY_PER_RECEIVER * 2;
    for (const due of await dueDeliveries(db, secrets, siteId, now(), most)) this.#begin(due);
  }

  /** Until nothing is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) {
      await Promise.all([...this.#underWay.values()].map(({ end }) => end));
    }
  }

  #begin(due: DueDelivery): void {
    const { receiverId } = due;
    const key = `${receiverId} ${due.id}`;
    const others = [...this.#underWay.values()].filter((each) => each.receiverId === receiverId);
    const isFull = others.length >= UNDER_WAY_PER_RECEIVER || this.#underWay.size >= UNDER_WAY_MAX;
    const isMade = this.#underWay.has(key) || this.#ended.has(key);
    if (this.#stop.signal.aborted || isFull || isMade) return;
    const end = this.#send(due)
      .catch(this.#parts.onFault)
      .finally(() => {
        this.#underWay.delete(key);
        this.#ended.add(key);
      });
    this.#underWay.set(key, { receiverId, end });
  }

  async #send(due: DueDelivery): Promise<void> {
    const { db, siteId, now } = this.#parts;
    const said = await this.#ask(due);
    if (said.status === undefined && this.#stop.signal.aborted) return;
    const at = now();
    const isTaken = said.status !== undefined && said.status >= 200 && said.status < 300;
    const again = isTaken ? undefined : nextTryAt(at, due.tries + 1);
    const state = isTaken ? 'delivered' : again === undefined ? 'failed' : 'waiting';
    const { receiverId, id, tries } = due;
    const tried: Tried = { receiverId, id, tries, state, at, nextTryAt: again ?? at, ...said };
    await saveTry(db, siteId, tried);
  }

  async #ask({ id, url, secret, body }: DueDelivery): Promise<Pick<Tried, 'status' | 'answer'>> {
    const timestamp = Math.floor(this.#parts.now() / seconds(1));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Outpace',
      'webhook-id': id,
      'webhook-timestamp': `${timestamp}`,
      'webhook-signature': signature(secret, { id, timestamp, body }),
    };
    const timeoutMs = this.#parts.timeoutMs ?? TIMEOUT_MS;
    const { signal } = this.#stop;
    const asked = { method: 'POST', url, headers, body, timeoutMs, signal } as const;
    try {
      const answer = await this.#parts.ask({ ...asked, bodyBytesMax: ANSWER_BYTES_MAX });
      return { status: answer.status, answer: answer.body };
    } catch (problem) {
      if (!(problem instanceof OutsideFault)) throw problem;
      return { status: undefined, answer: problem.message };
    }
  }
}
