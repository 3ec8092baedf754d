import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import type { PastAttempt } from '@outpace/engine/calling-lists/past-attempt.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';

/** The attempts of a store as limits count them, found by number and by person. */
export class CountedAttempts {
  readonly #attempts = new Map<AttemptId, PastAttempt>();
  readonly #byKey = new Map<string, AttemptId[]>();

  opened(write: OpenAttempt, customerId: string | undefined): void {
    const { attemptId, openedAt, phone, chainId, campaignId } = write;
    const attempt = { attemptId, openedAt, phone, chainId, customerId, campaignId };
    this.#attempts.set(attemptId, { ...attempt, result: undefined });
    for (const key of keysOf(chainId, customerId, [phone])) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [attemptId]);
      else known.push(attemptId);
    }
  }

  ended(id: AttemptId, result: CallResult): void {
    const attempt = this.#attempts.get(id);
    if (attempt !== undefined) this.#attempts.set(id, { ...attempt, result });
  }

  /** The chain as it is leased to whoever counts this far back; as it is where nobody counts. */
  withPast(chain: Chain, pastMs: Millis | undefined, at: Instant): Chain {
    if (pastMs === undefined) return chain;
    const { id, customerId, records } = chain;
    const keys = keysOf(
      id,
      customerId,
      records.map(({ phone }) => phone),
    );
    const ids = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
    const all = [...ids].flatMap((each) => this.#attempts.get(each) ?? []);
    return { ...chain, past: all.filter(({ openedAt }) => after(openedAt, pastMs) > at) };
  }
}

const keysOf = (
  chainId: string,
  customerId: string | undefined,
  phones: readonly string[],
): readonly string[] => [
  `chain ${chainId}`,
  ...(customerId === undefined ? [] : [`customer ${customerId}`]),
  ...phones,
];
