import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, instant, later } from '@outpace/engine/basics/time.ts';
import type { CallRate } from '@outpace/engine/dialing/call-rate.ts';
import { callRate, mayStartFrom } from '@outpace/engine/dialing/call-rate.ts';
import type { TrunkSettings } from './trunk-settings.ts';

/** One trunk as calls use it up. */
type Line = {
  readonly trunk: TrunkSettings;
  isReachable: boolean;
  readonly rate: CallRate;
  /** Nothing starts before this. */
  readonly openFrom: Instant;
  /** Calls that may start at once; grows with time up to `burst`. */
  tokens: number;
  countedAt: Instant;
  /** The newest starts, oldest first: no more than the rate has in its span. */
  starts: readonly Instant[];
};

export type TrunkChoice =
  | { readonly of: 'trunk'; readonly trunk: TrunkSettings }
  /** All free trunks have started as many calls as they may: one may start again then. */
  | { readonly of: 'later'; readonly at: Instant }
  /** No trunk has a free channel, or none can be reached. */
  | { readonly of: 'full' };

/** A tenth of a second's calls may start at once: a carrier counts in short spans too. */
const burstOf = ({ callsPerSecond }: TrunkSettings): number =>
  Math.max(1, Math.floor(callsPerSecond / 10));

/** Which trunk carries the next call: the one with the largest share of its channels free. */
export class TrunkPool {
  readonly #lines: readonly Line[];
  readonly #taken = new Map<string, Line>();
  readonly #counts = new Map<Line, number>();

  /**
   * `since`: when this process took the trunks. What an earlier one has started in its last moments
   * is not known, so the first span of the rate is waited out.
   */
  constructor(trunks: readonly TrunkSettings[], since = instant(Number.NEGATIVE_INFINITY)) {
    this.#lines = trunks.map((trunk) => ({
      trunk,
      isReachable: true,
      rate: callRate(trunk.callsPerSecond),
      openFrom: after(since, callRate(trunk.callsPerSecond).spanMs),
      tokens: burstOf(trunk),
      countedAt: instant(0),
      starts: [],
    }));
  }

  /** What a call for this leg may use now; a trunk that is given is taken until released. */
  take(legId: string, at: Instant): TrunkChoice {
    const free = this.#lines
      .filter((line) => line.isReachable && this.#count(line) < line.trunk.channels)
      .toSorted((a, b) => this.#share(a) - this.#share(b) || b.tokens - a.tokens);
    for (const line of free) refill(line, at);
    const line = free.find((each) => startsFrom(each, at) <= at);
    if (line !== undefined) {
      line.tokens -= 1;
      line.starts = [...line.starts, at].slice(-line.rate.max);
      this.#occupy(legId, line);
      return { of: 'trunk', trunk: line.trunk };
    }
    if (free.length === 0) return { of: 'full' };
    return { of: 'later', at: instant(Math.min(...free.map((each) => startsFrom(each, at)))) };
  }

  /** A leg that was there before us, or that needs no permission to start. */
  occupy(legId: string, trunkName: string): void {
    const line = this.#lines.find(({ trunk }) => trunk.name === trunkName);
    if (line !== undefined && !this.#taken.has(legId)) this.#occupy(legId, line);
  }

  release(legId: string): void {
    const line = this.#taken.get(legId);
    if (line === undefined) return;
    this.#taken.delete(legId);
    this.#counts.set(line, this.#count(line) - 1);
  }

  releaseAll(): void {
    this.#taken.clear();
    this.#counts.clear();
  }

  /** True: that is news. */
  setReachable(trunkName: string, isReachable: boolean): boolean {
    const line = this.#lines.find(({ trunk }) => trunk.name === trunkName);
    if (line === undefined || line.isReachable === isReachable) return false;
    line.isReachable = isReachable;
    return true;
  }

  #occupy(legId: string, line: Line): void {
    this.#taken.set(legId, line);
    this.#counts.set(line, this.#count(line) + 1);
  }

  #count(line: Line): number {
    return this.#counts.get(line) ?? 0;
  }

  #share(line: Line): number {
    return this.#count(line) / line.trunk.channels;
  }
}

function refill(line: Line, at: Instant): void {
  const gained = (Math.max(0, at - line.countedAt) / 1_000) * line.trunk.callsPerSecond;
  line.tokens = Math.min(burstOf(line.trunk), line.tokens + gained);
  line.countedAt = at;
}

/**
 * When one more call may start. Calls are spread over the second by what flows in; what was saved
 * up before may still be one too many for a second that is counted from any moment on.
 */
function startsFrom({ tokens, trunk, rate, starts, openFrom }: Line, at: Instant): Instant {
  const wait = tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / trunk.callsPerSecond) * 1_000);
  return later(instant(at + wait), mayStartFrom(rate, starts, later(at, openFrom)));
}
