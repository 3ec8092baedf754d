import type { AttemptId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';

/**
 * The attempts that this engine has opened lately, by number and by person. What came before a
 * chain was leased, came with the chain; this knows the rest.
 */
export class AttemptBook {
  readonly #attempts = new Map<AttemptId, PastAttempt>();
  readonly #byKey = new Map<string, Set<AttemptId>>();
  #sweptAt: Instant | undefined;

  get size(): number {
    return this.#attempts.size;
  }

  opened(attempt: PastAttempt): void {
    this.#attempts.set(attempt.attemptId, attempt);
    for (const key of keysOf(attempt)) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, new Set([attempt.attemptId]));
      else known.add(attempt.attemptId);
    }
  }

  ended(id: AttemptId, result: CallResult): void {
    const attempt = this.#attempts.get(id);
    if (attempt !== undefined) this.#attempts.set(id, { ...attempt, result });
  }

  /** Never made. */
  takenBack(id: AttemptId): void {
    const attempt = this.#attempts.get(id);
    if (attempt === undefined) return;
    this.#attempts.delete(id);
    for (const key of keysOf(attempt)) {
      const known = this.#byKey.get(key);
      known?.delete(id);
      if (known?.size === 0) this.#byKey.delete(key);
    }
  }

  /** Everything that limits could count of the numbers and the person of this chain. */
  pastOf(chain: Chain): readonly PastAttempt[] {
    const found = new Map((chain.past ?? []).map((attempt) => [attempt.attemptId, attempt]));
    for (const key of keysOfChain(chain)) {
      for (const id of this.#byKey.get(key) ?? []) {
        const attempt = this.#attempts.get(id);
        // What is known here is newer than what the store had to say.
        if (attempt !== undefined) found.set(id, attempt);
      }
    }
    return [...found.values()];
  }

  /**
   * What is older than any lease is the store's to know: it comes with whatever is leased next.
   * Leases are renewed, so what concerns a chain in hand stays.
   */
  forgetOld(at: Instant, leaseMs: Millis, inHand: () => Iterable<Chain>): void {
    if (this.#sweptAt !== undefined && after(this.#sweptAt, leaseMs) > at) return;
    this.#sweptAt = at;
    const kept = new Set([...inHand()].flatMap(keysOfChain));
    for (const attempt of [...this.#attempts.values()]) {
      const isYoung = after(attempt.openedAt, leaseMs) > at;
      if (isYoung || attempt.result === undefined) continue;
      if (!keysOf(attempt).some((key) => kept.has(key))) this.takenBack(attempt.attemptId);
    }
  }
}

const keysOf = ({ phone, chainId, customerId }: PastAttempt): readonly string[] => [
  phone,
  `chain ${chainId}`,
  ...(customerId === undefined ? [] : [`customer ${customerId}`]),
];

const keysOfChain = ({ id, customerId, records }: Chain): readonly string[] => [
  ...records.map(({ phone }) => phone),
  `chain ${id}`,
  ...(customerId === undefined ? [] : [`customer ${customerId}`]),
];
