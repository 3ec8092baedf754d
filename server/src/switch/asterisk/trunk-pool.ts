import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { TrunkSettings } from './trunk-settings.ts';

/** One trunk as calls use it up. */
type Line = {
  readonly trunk: TrunkSettings;
  isReachable: boolean;
  /** Calls that may start now; grows with time up to `burst`. */
  tokens: number;
  countedAt: Instant;
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

  constructor(trunks: readonly TrunkSettings[]) {
    this.#lines = trunks.map((trunk) => ({
      trunk,
      isReachable: true,
      tokens: burstOf(trunk),
      countedAt: instant(0),
    }));
  }

  /** What a call for this leg may use now; a trunk that is given is taken until released. */
  take(legId: string, at: Instant): TrunkChoice {
    const free = this.#lines
      .filter((line) => line.isReachable && this.#count(line) < line.trunk.channels)
      .toSorted((a, b) => this.#share(a) - this.#share(b) || b.tokens - a.tokens);
    for (const line of free) refill(line, at);
    const line = free.find(({ tokens }) => tokens >= 1);
    if (line !== undefined) {
      line.tokens -= 1;
      this.#occupy(legId, line);
      return { of: 'trunk', trunk: line.trunk };
    }
    if (free.length === 0) return { of: 'full' };
    return { of: 'later', at: instant(Math.min(...free.map((each) => nextTokenAt(each, at)))) };
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

const nextTokenAt = ({ tokens, trunk }: Line, at: Instant): number =>
  at + Math.ceil(((1 - tokens) / trunk.callsPerSecond) * 1_000);
