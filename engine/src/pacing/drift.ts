import { clamp, fading } from './tables.ts';

/** Imagined people, observed as expected, that keep the factor near 1 while little is known. */
const WEIGHT = 12;
/** The slow memory holds so many people or so many seconds, whichever is longer. */
const PEOPLE = 40;
const SLOW_S = 75;
const FAST_S = 20;
/** How many standard deviations the fast count must stand above what is expected to be believed. */
const SURE = 1.5;
const SLOTS = 12;
const SLOT_S = 0.5;

/**
 * How much more, or less, often people answer now than the tables say: observed ÷ expected.
 *
 * What is expected is added second by second over the calls that ring (the compensator of the
 * counting process), never per finished call: people answer early and unanswered calls end late,
 * so that a count per finished call swings in step with the dialer and makes it pulse.
 */
export class Drift {
  #seen = 0;
  #expected = 0;
  #fastSeen = 0;
  #fastExpected = 0;
  /** Expected answers wait here for as long as a verdict takes. */
  readonly #listening = new Float64Array(SLOTS);
  #slot = 0;
  #inSlotS = 0;

  /** A person was found, by a verdict; counted by the weight with which they were expected. */
  person(weight = 1): void {
    this.#seen += weight;
    this.#fastSeen += weight;
  }

  /** `seconds` have gone in which `expected` people should have answered. */
  elapse(seconds: number, expected: number, verdictS: number): void {
    const wait = clamp(Math.round(verdictS / SLOT_S), 0, SLOTS - 1);
    const place = (this.#slot + wait) % SLOTS;
    this.#listening[place] = (this.#listening[place] ?? 0) + expected;
    this.#inSlotS += seconds;
    let turns = 0;
    this.#take(this.#slot);
    while (this.#inSlotS >= SLOT_S && turns < SLOTS) {
      this.#inSlotS -= SLOT_S;
      this.#slot = (this.#slot + 1) % SLOTS;
      this.#take(this.#slot);
      turns += 1;
    }
    if (turns === SLOTS) this.#inSlotS = 0;
    const rate = this.#expected / SLOW_S;
    const slow = fading(
      seconds,
      Math.max(SLOW_S, rate > 0 ? PEOPLE / Math.max(rate, 1e-3) : SLOW_S),
    );
    const fast = fading(seconds, FAST_S);
    this.#seen *= slow;
    this.#expected *= slow;
    this.#fastSeen *= fast;
    this.#fastExpected *= fast;
  }

  /** 0.1..8. A sudden rise counts at once, a fall when it has lasted. */
  factor(): number {
    const slow = (this.#seen + WEIGHT) / (this.#expected + WEIGHT);
    const surely = this.#fastSeen - SURE * Math.sqrt(this.#fastSeen);
    const fast = surely / Math.max(this.#fastExpected, 1);
    return clamp(Math.max(slow, this.#fastSeen > 6 ? fast : 0), 0.1, 8);
  }

  #take(place: number): void {
    const expected = this.#listening[place] ?? 0;
    this.#listening[place] = 0;
    this.#expected += expected;
    this.#fastExpected += expected;
  }
}
