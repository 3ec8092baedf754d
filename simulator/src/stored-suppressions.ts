import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import type {
  ListedSuppression,
  SuppressionKey,
} from '@outpace/engine/calling-lists/suppression.ts';
import {
  furthestEnd,
  listedText,
  scopesOf,
  suppressedUntil,
  suppressionText,
  textsOf,
} from '@outpace/engine/calling-lists/suppression.ts';

/** Do-not-calls, and the entries of suppression lists, as the tables have them. */
export class StoredSuppressions {
  /** By their texts, since when. */
  readonly inForce = new Map<string, Instant>();
  /** When entries of lists end; a do-not-call is not among them. */
  readonly #until = new Map<string, Instant | undefined>();

  add(key: SuppressionKey, at: Instant): void {
    this.inForce.set(suppressionText(key), at);
  }

  remove(key: SuppressionKey): void {
    this.inForce.delete(suppressionText(key));
  }

  /** As a suppression list is saved, each time another one: before the dialer is told. */
  list(entries: readonly ListedSuppression[], at: Instant): void {
    for (const { key, scope, until } of entries) {
      const text = listedText(key, scope);
      const known = this.inForce.has(text) ? this.#until.get(text) : until;
      this.inForce.set(text, at);
      this.#until.set(text, furthestEnd(known, until));
    }
  }

  /** An entry of a list that has ended is in nobody's way. */
  endAt(at: Instant): void {
    for (const [text, until] of this.#until) {
      if (until === undefined || until > at) continue;
      this.#until.delete(text);
      this.inForce.delete(text);
    }
  }

  /** When everything that is against this record has ended; undefined: it never does. */
  untilOf(chain: Chain, record: CallingRecord): Instant | undefined {
    const against = textsOf(chain, undefined).flatMap((text) => {
      if (!this.inForce.has(text)) return [];
      // Where a list has the same key, it goes by the same name as a do-not-call for this question.
      return [
        [text.replace(/^listed .*?(phone|customer):/, '$1:'), this.#until.get(text)] as const,
      ];
    });
    const ends = new Map<string, Instant | undefined>();
    for (const [text, until] of against) {
      ends.set(text, furthestEnd(ends.has(text) ? ends.get(text) : until, until));
    }
    return suppressedUntil(chain, record, ends, undefined);
  }

  /** Which of these numbers are not to be called for this list. */
  phonesOf({ records, listId }: Pick<Chain, 'records' | 'listId'>): readonly PhoneNumber[] {
    const phones = records.map(({ phone }) => phone);
    return phones.filter((phone) => {
      const key = { kind: 'phone', phone } as const;
      const scopes = scopesOf({ listId, campaignId: undefined });
      const texts = [suppressionText(key), ...scopes.map((scope) => listedText(key, scope))];
      return texts.some((text) => this.inForce.has(text));
    });
  }
}
