/** A floor as simple as can be: everything exponential, dialing at once and for nothing. */
export type Twin = {
  readonly agents: number;
  /** Mean time of a call with an agent, wrap-up included, s. */
  readonly handleS: number;
  /** Mean time from dialing to the end of ringing, whatever it is, s. */
  readonly ringS: number;
  /** Share of dials that a person answers, 0..1. */
  readonly answerShare: number;
  /** Mean time that a person may wait for an agent, s; 0: lost at once. */
  readonly graceS: number;
};

/** Prices of one lost person in seconds of idle agents, between which the right one is sought. */
const PRICES = [1, 100_000] as const;
const PRICE_STEPS = 12;
/** Idle agents are known to this share of all. */
const PRECISION = 2e-4;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The best occupancy that any pacing has in the twin while at most `share` of the people are lost.
 *
 * It minimises the mean of idle agents while (1 − share) × lost ≤ share × served. With a price on
 * the constraint that is a Markov decision problem of average cost. The least cost is concave in
 * the price and its greatest value, by duality, the fewest idle agents: also of policies that
 * change between two levels, which the constraint asks for.
 */
export function twinOccupancy(twin: Twin, share: number): number {
  const problem = new TwinProblem(twin, share);
  let [from, to] = [Math.log(PRICES[0]), Math.log(PRICES[1])];
  let idle = 0;
  const idleAt = (logPrice: number): number => {
    const found = problem.leastIdle(Math.exp(logPrice));
    idle = Math.max(idle, found);
    return found;
  };
  let [low, high] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atLow, atHigh] = [idleAt(low), idleAt(high)];
  for (let step = 0; step < PRICE_STEPS; step += 1) {
    if (atLow < atHigh) {
      [from, low, atLow] = [low, high, atHigh];
      high = from + GOLDEN * (to - from);
      atHigh = idleAt(high);
    } else {
      [to, high, atHigh] = [high, low, atLow];
      low = to - GOLDEN * (to - from);
      atLow = idleAt(low);
    }
  }
  return 1 - idle / twin.agents;
}

/**
 * States: `free` is idle agents less waiting people, `ringing` the calls in the air. More may be
 * dialed in any of them, so a state is worth the best of those with as many ringing or more.
 */
class TwinProblem {
  readonly #twin: Twin;
  readonly #share: number;
  readonly #waitingMax: number;
  readonly #idleMax: number;
  readonly #ringingMax: number;
  readonly #rows: number;
  readonly #columns: number;
  /** Relative values of the states, and of the best that may be dialed up to from them. */
  #values: Float64Array;
  #next: Float64Array;
  readonly #best: Float64Array;

  constructor(twin: Twin, share: number) {
    this.#twin = twin;
    this.#share = share;
    const { agents, handleS, ringS, answerShare, graceS } = twin;
    const inAir = (agents / handleS / answerShare) * ringS;
    this.#waitingMax = graceS > 0 ? Math.ceil(4 + 4 * Math.sqrt((agents / handleS) * graceS)) : 0;
    this.#idleMax = Math.min(agents, Math.ceil(12 + 3 * Math.sqrt(agents)));
    this.#ringingMax = Math.ceil(20 + 2.5 * inAir);
    this.#rows = this.#waitingMax + this.#idleMax + 1;
    this.#columns = this.#ringingMax + 1;
    const size = this.#rows * this.#columns;
    this.#values = new Float64Array(size);
    this.#next = new Float64Array(size);
    this.#best = new Float64Array(size);
  }

  /** The least of idle agents plus the price of what the constraint is missed by. */
  leastIdle(price: number): number {
    const { agents, handleS, ringS, graceS } = this.#twin;
    const waitingRate = graceS > 0 ? this.#waitingMax / graceS : 0;
    const rate = agents / handleS + this.#ringingMax / ringS + waitingRate;
    for (;;) {
      const [least, most] = this.#improve(price, rate);
      // Value iteration encloses the average cost between the least and the largest change.
      if ((most - least) * rate < PRECISION * agents) {
        return ((most + least) / 2) * rate - (price * this.#share * agents) / handleS;
      }
    }
  }

  /** One round of value iteration; the least and the largest change of a value. */
  #improve(price: number, rate: number): readonly [least: number, most: number] {
    this.#lookAhead();
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < this.#rows; row += 1) {
      for (let ringing = 0; ringing <= this.#ringingMax; ringing += 1) {
        const at = row * this.#columns + ringing;
        const value = this.#valueOf(row, ringing, price, rate);
        const change = value - (this.#values[at] ?? 0);
        least = Math.min(least, change);
        most = Math.max(most, change);
        this.#next[at] = value;
      }
    }
    const origin = this.#next[0] ?? 0;
    for (let at = 0; at < this.#next.length; at += 1) {
      this.#next[at] = (this.#next[at] ?? 0) - origin;
    }
    [this.#values, this.#next] = [this.#next, this.#values];
    return [least, most];
  }

  #lookAhead(): void {
    for (let row = 0; row < this.#rows; row += 1) {
      let best = Number.POSITIVE_INFINITY;
      for (let ringing = this.#ringingMax; ringing >= 0; ringing -= 1) {
        const at = row * this.#columns + ringing;
        best = Math.min(best, this.#values[at] ?? 0);
        this.#best[at] = best;
      }
    }
  }

  #valueOf(row: number, ringing: number, price: number, rate: number): number {
    const { agents, handleS, ringS, answerShare, graceS } = this.#twin;
    const free = row - this.#waitingMax;
    const idle = Math.max(0, free);
    const endings = (agents - idle) / handleS;
    const answers = (ringing * answerShare) / ringS;
    const failures = (ringing * (1 - answerShare)) / ringS;
    const departures = free < 0 ? -free / graceS : 0;
    // On the last row of those who wait, one more is lost at once; without grace that is row 0.
    const lost = departures + (row === 0 ? answers : 0);
    const below = Math.max(0, ringing - 1);
    const cost = idle * (1 + (price * this.#share) / handleS) + price * (1 - this.#share) * lost;
    const moved =
      cost +
      (endings + departures) * this.#bestOf(Math.min(this.#rows - 1, row + 1), ringing) +
      answers * this.#bestOf(Math.max(0, row - 1), below) +
      failures * this.#bestOf(row, below);
    const still = rate - endings - departures - answers - failures;
    // Where nothing happens one may dial all the same: all idle and nobody ringing is no end.
    return (moved + still * this.#bestOf(row, ringing)) / rate;
  }

  #bestOf(row: number, ringing: number): number {
    return this.#best[row * this.#columns + ringing] ?? 0;
  }
}
