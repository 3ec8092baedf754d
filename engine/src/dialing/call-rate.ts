import type { CampaignGroupId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, later, millis, seconds } from '../basics/time.ts';

/** At most `max` calls start within any span of this length, its end not in it. `max`: 1 and up. */
export type CallRate = { readonly max: number; readonly spanMs: Millis };

/**
 * `callsPerSecond`: above 0. Less than one is one call in a longer span. What is over a whole call
 * is left out: of one and a half no second may ever have two.
 */
export const callRate = (callsPerSecond: number): CallRate =>
  callsPerSecond < 1
    ? { max: 1, spanMs: millis(Math.ceil(1_000 / callsPerSecond)) }
    : { max: Math.floor(callsPerSecond), spanMs: seconds(1) };

/** When one more call may start, `at` or later. `starts`: those so far, oldest first. */
export function mayStartFrom(
  { max, spanMs }: CallRate,
  starts: readonly Instant[],
  at: Instant,
): Instant {
  const first = starts.at(-max);
  return first === undefined ? at : later(at, after(first, spanMs));
}

/** How long it takes until what a group has had of the rate is forgotten, about, ms. */
const HAD_MS = seconds(10);

type Had = { readonly calls: number; readonly at: Instant };

/** Somebody who would start calls now. `calls`: how many, 1 and up. */
export type RateClaim = { readonly groupId: CampaignGroupId; readonly calls: number };

/**
 * The calls that a site has started of late, for all its trunks together: how many more may start,
 * and whose they are. What an earlier process started in its last moments is not known, so the
 * first span of a new one is waited out.
 */
export class CallStarts {
  readonly #rate: CallRate | undefined;
  readonly #since: Instant;
  readonly #had = new Map<CampaignGroupId, Had>();
  #starts: Instant[] = [];

  /** `callsPerSecond`: undefined where no trunk has a rate. */
  constructor(callsPerSecond: number | undefined, since: Instant) {
    this.#rate = callsPerSecond === undefined ? undefined : callRate(callsPerSecond);
    this.#since = since;
  }

  started(groupId: CampaignGroupId, at: Instant): void {
    if (this.#rate === undefined) return;
    this.#forgetOld(this.#rate, at);
    this.#starts.push(at);
    this.#had.set(groupId, { calls: this.#hadBy(groupId, at) + 1, at });
  }

  /** How many calls may start now, whoever's. */
  room(at: Instant): number {
    const rate = this.#rate;
    if (rate === undefined) return Number.POSITIVE_INFINITY;
    if (after(this.#since, rate.spanMs) > at) return 0;
    this.#forgetOld(rate, at);
    return Math.max(0, rate.max - this.#starts.length);
  }

  /** When one more may start, `at` or later. */
  freeFrom(at: Instant): Instant {
    const rate = this.#rate;
    if (rate === undefined) return at;
    return mayStartFrom(rate, this.#starts, later(at, after(this.#since, rate.spanMs)));
  }

  /**
   * How many of them are the first claim's: each call goes to whoever has had least of late, as
   * long as they want one; of equals to whoever is named first.
   */
  share(claims: readonly [RateClaim, ...RateClaim[]], at: Instant): number {
    const room = this.room(at);
    if (claims.length === 1 || room === Number.POSITIVE_INFINITY) return room;
    const sharers = claims.map(({ groupId, calls }) => ({
      calls,
      had: this.#hadBy(groupId, at),
      given: 0,
    }));
    for (let left = room; left > 0; left -= 1) {
      const next = sharers
        .filter(({ calls, given }) => given < calls)
        .reduce<(typeof sharers)[number] | undefined>(
          (least, each) =>
            least === undefined || each.had + each.given < least.had + least.given ? each : least,
          undefined,
        );
      if (next === undefined) break;
      next.given += 1;
    }
    return sharers[0]?.given ?? 0;
  }

  #hadBy(groupId: CampaignGroupId, at: Instant): number {
    const had = this.#had.get(groupId);
    if (had === undefined) return 0;
    return had.calls * Math.exp(-Math.max(0, at - had.at) / HAD_MS);
  }

  #forgetOld({ spanMs }: CallRate, at: Instant): void {
    const first = this.#starts.findIndex((start) => after(start, spanMs) > at);
    if (first !== 0) this.#starts = first < 0 ? [] : this.#starts.slice(first);
  }
}
