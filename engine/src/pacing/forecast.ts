import { POINTS } from './horizon.ts';
import { at } from './tables.ts';

/** Up to so many agents and calls the counts are convolved exactly; a normal errs on few. */
const EXACT_AGENTS = 40;
/** Counts above this are lumped together: they decide nothing. */
const COUNTS = 64;

/**
 * The race between agents who become free and people who answer, at every point of the horizon:
 * X = free now − waiting + Free − Need, where both are sums of independent chances. A person who
 * answers at a point finds no agent if X, without them, is 0 or less.
 */
export class Forecast {
  readonly #mean = new Float64Array(POINTS);
  readonly #variance = new Float64Array(POINTS);
  readonly #third = new Float64Array(POINTS);
  /** With few agents: distribution of Free and of Need at each point. */
  readonly #free = new Float64Array(POINTS * COUNTS);
  readonly #need = new Float64Array(POINTS * COUNTS);
  #isExact = false;
  /** The largest count that the distributions can hold so far. */
  #mostFree = 0;
  #mostNeed = 0;
  #spare = 0;

  /** `spare`: agents free now less people waiting. `agents`: how many are staffed, 0.. */
  begin(spare: number, agents: number): void {
    this.#spare = spare;
    this.#isExact = agents <= EXACT_AGENTS;
    this.#mean.fill(spare);
    this.#variance.fill(0);
    this.#third.fill(0);
    if (!this.#isExact) return;
    this.#free.fill(0);
    this.#need.fill(0);
    this.#mostFree = 0;
    this.#mostNeed = 0;
    for (let point = 0; point < POINTS; point += 1) {
      this.#free[point * COUNTS] = 1;
      this.#need[point * COUNTS] = 1;
    }
  }

  /** `count` agents of whom each is free by a point with the chance given for it. */
  addFree(chances: Float64Array, count: number): void {
    for (let point = 0; point < POINTS; point += 1) this.#add(point, at(chances, point), count, 1);
    this.#mostFree = Math.min(COUNTS - 1, this.#mostFree + count);
  }

  /** `count` calls that need an agent by a point with that chance. */
  addNeed(chances: Float64Array, from: number, count: number): void {
    for (let point = 0; point < POINTS; point += 1) {
      this.#add(point, at(chances, from + point), count, -1);
    }
    this.#mostNeed = Math.min(COUNTS - 1, this.#mostNeed + count);
  }

  /** Free − Need expected at a point, without those free or waiting now. */
  expected(point: number): number {
    return at(this.#mean, point) - this.#spare;
  }

  /**
   * Chance that the person of one more call finds no agent in time, given that there is a person:
   * `first` is the share of answers at each point, `more` calls of `chances` are dialed before.
   */
  risk(first: Float64Array, chances: Float64Array, more: number): number {
    let risk = 0;
    for (let point = 0; point < POINTS; point += 1) {
      const share = at(first, point);
      if (share > 0) risk += share * this.#short(point, at(chances, point), more);
    }
    return Math.min(1, risk);
  }

  /**
   * The largest number of calls, 0..`most`, of which the last one's risk is at most `price`. Each
   * is added to the forecast before the next is tried, so the forecast holds them afterwards.
   */
  admit(first: Float64Array, chances: Float64Array, price: number, most: number): number {
    if (!this.#isExact) return this.#search(first, chances, price, most);
    let admitted = 0;
    while (admitted < most && this.risk(first, chances, 0) <= price) {
      this.addNeed(chances, 0, 1);
      admitted += 1;
    }
    return admitted;
  }

  /** Risk grows with every call, so halving finds the last one that may go. */
  #search(first: Float64Array, chances: Float64Array, price: number, most: number): number {
    let low = 0;
    let high = most;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.risk(first, chances, middle - 1) <= price) low = middle;
      else high = middle - 1;
    }
    if (low > 0) this.addNeed(chances, 0, low);
    return low;
  }

  #add(point: number, chance: number, count: number, sign: 1 | -1): void {
    const spread = chance * (1 - chance);
    this.#mean[point] = at(this.#mean, point) + sign * count * chance;
    this.#variance[point] = at(this.#variance, point) + count * spread;
    this.#third[point] = at(this.#third, point) + sign * count * spread * (1 - 2 * chance);
    if (!this.#isExact) return;
    const counts = sign === 1 ? this.#free : this.#need;
    const most = sign === 1 ? this.#mostFree : this.#mostNeed;
    for (let one = 1; one <= count; one += 1) {
      convolve(counts, point * COUNTS, chance, Math.min(COUNTS - 1, most + one));
    }
  }

  /** P(X ≤ 0) at a point, with `more` calls of that chance added. */
  #short(point: number, chance: number, more: number): number {
    if (this.#isExact && more === 0) return this.#shortExactly(point);
    const spread = chance * (1 - chance);
    const variance = at(this.#variance, point) + more * spread;
    const mean = at(this.#mean, point) - more * chance;
    const third = at(this.#third, point) - more * spread * (1 - 2 * chance);
    return atMostZero(mean, variance, third);
  }

  #shortExactly(point: number): number {
    const base = point * COUNTS;
    const need = this.#need;
    // Need must reach spare + Free: walk Free upwards and take away from the tail of Need.
    let tail = 1;
    let taken = 0;
    let short = 0;
    for (let free = 0; free <= this.#mostFree; free += 1) {
      const reach = this.#spare + free;
      if (reach > this.#mostNeed) break;
      while (taken < reach) {
        tail -= at(need, base + taken);
        taken += 1;
      }
      short += at(this.#free, base + free) * Math.max(0, tail);
    }
    return short;
  }
}

/** Adds one independent chance to the distribution of a count up to `most`. */
function convolve(counts: Float64Array, base: number, chance: number, most: number): void {
  const top = base + most;
  // The last place of all holds whatever is above it, too.
  const isFull = most === COUNTS - 1;
  const stays = isFull ? at(counts, top) : 0;
  counts[top] = stays + at(counts, top - 1) * chance;
  for (let place = top - 1; place > base; place -= 1) {
    counts[place] = at(counts, place) * (1 - chance) + at(counts, place - 1) * chance;
  }
  counts[base] = at(counts, base) * (1 - chance);
}

/** P(X ≤ 0) of a whole number by its first three moments: a normal, corrected for its skewness. */
export function atMostZero(mean: number, variance: number, third: number): number {
  if (variance < 1e-9) return mean < 0.5 ? 1 : 0;
  const deviation = Math.sqrt(variance);
  const z = (0.5 - mean) / deviation;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const skewed = (third / (6 * deviation ** 3)) * (z * z - 1) * density;
  return Math.min(1, Math.max(0, normalBelow(z) - skewed));
}

/** Φ, by Abramowitz and Stegun 26.2.17; off by less than 7.5e-8. */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const polynomial =
    t *
    (0.319_381_53 +
      t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? 1 - above : above;
}
