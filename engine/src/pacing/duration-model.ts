import { must } from '../basics/assert.ts';
import { REACH_S } from './horizon.ts';
import { add, at, clamp, fading, scale } from './tables.ts';

/** Ends of the bins of elapsed time, seconds; the last bin has none. */
const EDGES_S: readonly number[] = [2, 4, 7, 11, 16, 23, 32, 45, 64, 90, 128, 180, 256, 360, 600];
const BINS = EDGES_S.length + 1;
/** How long durations are remembered, seconds. */
const MEMORY_S = 7_200;
/** Imagined ends, at the pooled rate, in each bin. */
const ENDS_OF_POOL = 3;

/**
 * How long something lasts, as a hazard on bins that grow with the elapsed time: a spike of quick
 * refusals, a body and a long tail all fit, and "how much longer, after this long?" is asked of it.
 */
export class DurationModel {
  readonly #ends = new Float64Array(BINS);
  readonly #lived = new Float64Array(BINS);
  /** The same of those that go on. */
  readonly #running = new Float64Array(BINS);
  readonly #usualS: number;

  /** `usualS`: what is believed before anything ended, seconds. */
  constructor(usualS: number) {
    this.#usualS = usualS;
  }

  /** One ended after `seconds`. */
  end(seconds: number): void {
    add(this.#ends, live(this.#lived, seconds), 1);
  }

  /** Ends seen, faded. */
  get seen(): number {
    return total(this.#ends);
  }

  /** Mean duration as believed, seconds. */
  get meanS(): number {
    return 1 / this.#pooled();
  }

  /**
   * So long have those lasted that have not ended. Without them the short ones, which end first,
   * would pass for all: a thousand agents who begin at once would seem to be through in a minute.
   */
  watch(lastedS: readonly number[]): void {
    this.#running.fill(0);
    for (const seconds of lastedS) live(this.#running, seconds);
  }

  fade(seconds: number): void {
    const factor = fading(seconds, MEMORY_S);
    scale(this.#ends, factor);
    scale(this.#lived, factor);
  }

  /** Chance per second to end, in each bin of elapsed time. */
  hazards(): Float64Array<ArrayBuffer> {
    const lived = ENDS_OF_POOL / this.#pooled();
    return this.#ends.map((ends, bin) => {
      const sofar = at(this.#lived, bin) + at(this.#running, bin);
      return (ends + ENDS_OF_POOL) / (sofar + lived);
    });
  }

  toNumbers(): number[] {
    return [...this.#ends, ...this.#lived].map((value) => Math.round(value * 100) / 100);
  }

  /** Takes what was kept as at most `weight` ends' worth. Numbers of another shape: nothing. */
  recall(numbers: readonly number[], weight: number): void {
    if (numbers.length !== 2 * BINS || !numbers.every((value) => value >= 0)) return;
    const ends = numbers.slice(0, BINS).reduce((sum, count) => sum + count, 0);
    if (ends <= 0) return;
    const factor = Math.min(1, weight / ends);
    for (let bin = 0; bin < BINS; bin += 1) {
      add(this.#ends, bin, (numbers[bin] ?? 0) * factor);
      add(this.#lived, bin, (numbers[BINS + bin] ?? 0) * factor);
    }
  }

  #pooled(): number {
    const ends = this.seen;
    const lived = total(this.#lived) + total(this.#running);
    return (ends + 2) / (lived + 2 * this.#usualS);
  }
}

/** Adds a life of so many seconds to the bins that it has gone through; the bin that it is in. */
function live(lived: Float64Array, seconds: number): number {
  let from = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const until = EDGES_S[bin] ?? Number.POSITIVE_INFINITY;
    add(lived, bin, Math.min(seconds, until) - from);
    if (seconds < until) return bin;
    from = until;
  }
  return BINS - 1;
}

const total = (table: Float64Array): number => table.reduce((sum, value) => sum + value, 0);

function binOf(elapsedS: number): number {
  for (let bin = 0; bin < EDGES_S.length; bin += 1) {
    if (elapsedS < (EDGES_S[bin] ?? 0)) return bin;
  }
  return BINS - 1;
}

/** Seconds ahead that a row of the release tables holds: the horizon and the wait allowed. */
const AHEAD = REACH_S + 6;
/** Elapsed times for which a row is kept: 0, 1, 2, 3, 4, 6, 8 … about eight to the doubling. */
const ROWS = 64;

export const rowOf = (elapsedS: number): number => {
  if (elapsedS < 4) return Math.max(0, Math.floor(elapsedS));
  return clamp(Math.floor(Math.log2(elapsedS) * 7 - 10), 4, ROWS - 1);
};
const middleOf = (row: number): number => (row < 4 ? row + 0.5 : 2 ** ((row + 10.5) / 7));

/** The bins that something `elapsedS` old goes through in the seconds ahead. */
const binsFrom = (elapsedS: number): Uint8Array =>
  Uint8Array.from({ length: AHEAD }, (_, second) => binOf(elapsedS + second - 0.5));
const BINS_FROM_START = binsFrom(0);
const BINS_BY_ROW = Array.from({ length: ROWS }, (_, row) => binsFrom(middleOf(row)));

/**
 * Chance that a busy agent is ready again within so many seconds, by how long they are busy. After
 * a lesson a row is computed when it is first asked for, and of a conversation, whose wrap-up
 * follows, only the seconds that are asked for: a forecast looks at a few of them.
 */
export class Releases {
  /** Share of conversations of a row that end within each second ahead. */
  readonly #talkEnds = new Float64Array(ROWS * AHEAD);
  readonly #talking = new Float64Array(ROWS * AHEAD);
  readonly #wrapping = new Float64Array(ROWS * AHEAD);
  /** The lesson that each is of: rows of `#talkEnds` and `#wrapping`, cells of `#talking`. */
  readonly #talkEndsMade = new Int32Array(ROWS);
  readonly #talkingMade = new Int32Array(ROWS * AHEAD);
  readonly #wrappingMade = new Int32Array(ROWS);
  #lesson = 0;
  /** Chance to go on for another second, in each bin of elapsed time. */
  #talkStays = new Float64Array(BINS);
  #wrapStays = new Float64Array(BINS);
  readonly #wrapFromStart = new Float64Array(AHEAD);
  #staying = 1;

  /** `staying`: share of agents who are ready after their wrap-up, 0..1. */
  learn(talk: DurationModel, wrapUp: DurationModel, staying: number): void {
    this.#lesson += 1;
    this.#talkStays = talk.hazards().map(staying1s);
    this.#wrapStays = wrapUp.hazards().map(staying1s);
    fillEnds(this.#wrapFromStart, 0, this.#wrapStays, BINS_FROM_START);
    this.#staying = staying;
  }

  /** Fills `chances` for agents of a row who talk, at so many seconds ahead each. */
  talking(row: number, withinS: Float64Array, chances: Float64Array): void {
    if (this.#talkEndsMade[row] !== this.#lesson) this.#makeTalkEnds(row);
    for (let point = 0; point < chances.length; point += 1) {
      const second = secondOf(at(withinS, point));
      const low = this.#talkingBy(row, second);
      const high = second === AHEAD - 1 ? low : this.#talkingBy(row, second + 1);
      chances[point] = low + (high - low) * (at(withinS, point) - second);
    }
  }

  /** The same for agents in their wrap-up. */
  wrapping(row: number, withinS: Float64Array, chances: Float64Array): void {
    if (this.#wrappingMade[row] !== this.#lesson) this.#makeWrapping(row);
    const base = row * AHEAD;
    for (let point = 0; point < chances.length; point += 1) {
      const second = secondOf(at(withinS, point));
      const low = at(this.#wrapping, base + second);
      const high = second === AHEAD - 1 ? low : at(this.#wrapping, base + second + 1);
      chances[point] = low + (high - low) * (at(withinS, point) - second);
    }
  }

  /** Both have ended, the conversation and the wrap-up that began within. */
  #talkingBy(row: number, ahead: number): number {
    const cell = row * AHEAD + ahead;
    if (this.#talkingMade[cell] === this.#lesson) return at(this.#talking, cell);
    this.#talkingMade[cell] = this.#lesson;
    let released = 0;
    for (let second = 1; second <= ahead; second += 1) {
      released +=
        at(this.#talkEnds, row * AHEAD + second) * at(this.#wrapFromStart, ahead - second);
    }
    this.#talking[cell] = released * this.#staying;
    return released * this.#staying;
  }

  #makeTalkEnds(row: number): void {
    this.#talkEndsMade[row] = this.#lesson;
    const base = row * AHEAD;
    fillEnds(this.#talkEnds, base, this.#talkStays, must(BINS_BY_ROW[row], 'a row'));
    // From the last backwards: each needs what the one before it was.
    for (let second = AHEAD - 1; second > 0; second -= 1) {
      const before = at(this.#talkEnds, base + second - 1);
      this.#talkEnds[base + second] = at(this.#talkEnds, base + second) - before;
    }
  }

  #makeWrapping(row: number): void {
    this.#wrappingMade[row] = this.#lesson;
    const base = row * AHEAD;
    fillEnds(this.#wrapping, base, this.#wrapStays, must(BINS_BY_ROW[row], 'a row'));
    for (let ahead = 0; ahead < AHEAD; ahead += 1) {
      this.#wrapping[base + ahead] = at(this.#wrapping, base + ahead) * this.#staying;
    }
  }
}

const secondOf = (seconds: number): number => clamp(Math.floor(seconds), 0, AHEAD - 1);

const staying1s = (hazard: number): number => Math.exp(-hazard);

/** From `base` on: the chance to end within 0, 1, 2 … seconds from now, through these bins. */
function fillEnds(into: Float64Array, base: number, stays: Float64Array, bins: Uint8Array): void {
  let alive = 1;
  into[base] = 0;
  for (let second = 1; second < AHEAD; second += 1) {
    alive *= at(stays, bins[second] ?? 0);
    into[base + second] = 1 - alive;
  }
}

export const AGENT_ROWS = ROWS;
