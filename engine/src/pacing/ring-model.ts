import { HORIZON_S, POINTS } from './horizon.ts';
import { add, at, clamp, fading, scale } from './tables.ts';

/** Half a second: the resolution of the age of a call. */
export const BIN_S = 0.5;
/** A minute; older calls count as that old. */
export const AGE_BINS = 120;
/** Four seconds of listening before a verdict; a longer one counts as that long. */
const DELAY_BINS = 8;

/** How long the tables remember, seconds. */
const MEMORY_S = 3_600;
/** How many imagined calls of the wider curve stand beside the real ones of the narrower. */
const CALLS_OF_DEFAULT = 15;
const CALLS_OF_POOL = 40;
/** How many verdicts of the average stand beside those of one age. */
const VERDICTS_OF_AVERAGE = 6;
/** Deviations by which the need is taken too high until so many people have answered. */
const CAUTION = 2;
const PEOPLE_ENOUGH = 100;
/** By how much more people a line must bring for calls to be taken back for it. */
const WORTH_IT = 1.02;
/** Ages at answer that share one share of people, in bins on either side. */
const NEIGHBOURS = 3;

/**
 * What is known of a call from its dial to the need for an agent, by its age: competing risks
 * (answered, ended) while it rings, and the share of people among those answered at that age.
 * Counted by exposure, so that calls still ringing and calls taken back teach what they can.
 */
export class RingTable {
  readonly atRisk = new Float64Array(AGE_BINS);
  readonly answered = new Float64Array(AGE_BINS);
  readonly ended = new Float64Array(AGE_BINS);
  readonly judged = new Float64Array(AGE_BINS);
  readonly people = new Float64Array(AGE_BINS);
  /** From the answer to the verdict, in bins: of people, and of everything else. */
  readonly delayOfPeople = new Float64Array(DELAY_BINS);
  readonly delayOfOthers = new Float64Array(DELAY_BINS);
  /** Calls that have ended or been judged, faded. */
  resolved = 0;

  answer(ageS: number): void {
    const bin = this.#expose(ageS);
    add(this.answered, bin, 1);
  }

  /** Nobody answered. */
  end(ageS: number): void {
    const bin = this.#expose(ageS);
    add(this.ended, bin, 1);
    this.resolved += 1;
  }

  /** Taken back by ourselves: it says only that nothing happened until then. */
  censor(ageS: number): void {
    this.#expose(ageS);
  }

  judge(ageAtAnswerS: number, delayS: number, isPerson: boolean): void {
    const bin = ageBin(ageAtAnswerS);
    add(this.judged, bin, 1);
    if (isPerson) add(this.people, bin, 1);
    add(isPerson ? this.delayOfPeople : this.delayOfOthers, delayBin(delayS), 1);
    this.resolved += 1;
  }

  fade(seconds: number): void {
    const factor = fading(seconds, MEMORY_S);
    for (const table of this.#tables()) scale(table, factor);
    this.resolved *= factor;
  }

  /** As plain numbers, for keeping. */
  toNumbers(): number[] {
    return this.#tables().flatMap((table) =>
      [...table].map((value) => Math.round(value * 100) / 100),
    );
  }

  /** Takes what was kept as the knowledge of `weight` calls; of another shape: nothing. */
  recall(numbers: readonly number[], weight: number): void {
    const tables = this.#tables();
    const sizes = tables.reduce((sum, table) => sum + table.length, 0);
    if (numbers.length !== sizes || !numbers.every((value) => value >= 0)) return;
    const dialed = numbers[0] ?? 0;
    if (dialed <= 0) return;
    const factor = Math.min(1, weight / dialed);
    let place = 0;
    for (const table of tables) {
      for (let bin = 0; bin < table.length; bin += 1)
        add(table, bin, (numbers[place + bin] ?? 0) * factor);
      place += table.length;
    }
    this.resolved += dialed * factor;
  }

  #expose(ageS: number): number {
    const bin = ageBin(ageS);
    for (let age = 0; age <= bin; age += 1) add(this.atRisk, age, 1);
    return bin;
  }

  #tables(): readonly Float64Array[] {
    const { atRisk, answered, ended, judged, people, delayOfPeople, delayOfOthers } = this;
    return [atRisk, answered, ended, judged, people, delayOfPeople, delayOfOthers];
  }
}

export const ageBin = (ageS: number): number => clamp(Math.floor(ageS / BIN_S), 0, AGE_BINS - 1);
const delayBin = (delayS: number): number => clamp(Math.round(delayS / BIN_S), 0, DELAY_BINS - 1);

/** The curves that follow from a table; everything a forecast asks of one list. */
export class RingCurves {
  /** Chance to be answered, by a person or not, within the bin while it rings. */
  readonly answer = new Float64Array(AGE_BINS);
  readonly end = new Float64Array(AGE_BINS);
  /** Share of people among those answered at that age, the drift left out. */
  readonly person = new Float64Array(AGE_BINS);
  /** Share of people's verdicts that have come within the bin, cumulated; others' likewise. */
  readonly delayOfPeople = new Float64Array(DELAY_BINS);
  readonly delayOfOthers = new Float64Array(DELAY_BINS);
  /**
   * Chance that a call needs an agent within each point of the horizon, a row for each age: rather
   * too high while little is known.
   */
  readonly need = new Float64Array(AGE_BINS * POINTS);
  /** Of a new call whose person does answer: the share that comes between two points. */
  readonly first = new Float64Array(POINTS);
  /** Share of dials that a person answers within a minute, with the drift. */
  rate = 0;
  /** Seconds from a person's answer to the verdict, on average. */
  meanDelayS = 0;
  /** Chance of an answer within the bin while it rings, with the drift: by a person, by anybody. */
  readonly #human = new Float64Array(AGE_BINS);
  readonly #any = new Float64Array(AGE_BINS);
  /** Of a new call, by age: people who answer then, people by then, calls that still ring. */
  readonly #people = new Float64Array(AGE_BINS);
  readonly #soFar = new Float64Array(AGE_BINS + 1);
  readonly #survival = new Float64Array(AGE_BINS + 1);
  /** People whose verdict has come by each age. */
  readonly #judged = new Float64Array(AGE_BINS + 1);
  /** A row of `need` is worked out when it is first asked for after a lesson. */
  readonly #made = new Int32Array(AGE_BINS);
  #lesson = 0;
  #caution = 1;
  /** Calls in the air that have gone through each bin. */
  readonly #waiting = new Float64Array(AGE_BINS);

  /**
   * From the list's own table, leaning on a wider curve, or on what is usual, where it is thin.
   * `ringing` are the calls that ring now, by age: what has not happened to them counts as well.
   */
  learn(
    table: RingTable,
    ringing: Float64Array,
    wider: RingCurves | undefined,
    drift: number,
  ): void {
    this.#hazards(table, ringing, wider);
    this.#shares(table, wider);
    this.#caution = caution(sum(table.people));
    for (let bin = 0; bin < AGE_BINS; bin += 1) {
      const human = clamp(this.humanHazard(bin) * drift, 0, 0.9);
      this.#human[bin] = human;
      this.#any[bin] = human + at(this.answer, bin) * (1 - at(this.person, bin));
    }
    this.#delays(table, wider);
    this.#forecast();
  }

  /** Chance that a call answered at this age and not yet judged is a person who needs an agent. */
  needAnswered(ageAtAnswerS: number, listenedS: number, withinS: number): number {
    const bin = ageBin(ageAtAnswerS);
    const share = this.personWithDrift(bin);
    const people = share * (1 - this.#judgedBy(this.delayOfPeople, listenedS));
    const others = (1 - share) * (1 - this.#judgedBy(this.delayOfOthers, listenedS));
    const all = people + others;
    if (all <= 1e-9) return share;
    const before = this.#judgedBy(this.delayOfPeople, listenedS);
    const by = this.#judgedBy(this.delayOfPeople, listenedS + withinS);
    const soon = before >= 1 - 1e-9 ? 1 : (by - before) / (1 - before);
    return (people / all) * soon;
  }

  /** `needAnswered` at every point of the horizon. */
  fillAnswered(ageAtAnswerS: number, listenedS: number, into: Float64Array): void {
    for (let point = 0; point < POINTS; point += 1) {
      into[point] = this.needAnswered(ageAtAnswerS, listenedS, HORIZON_S[point] ?? 0);
    }
  }

  /** Where the row of an age begins in `need`. */
  rowOf(age: number): number {
    const row = age * POINTS;
    if (this.#made[age] === this.#lesson) return row;
    this.#made[age] = this.#lesson;
    const alive = Math.max(1e-9, at(this.#survival, age));
    for (let point = 0; point < POINTS; point += 1) {
      const until = Math.min(AGE_BINS, age + (HORIZON_S[point] ?? 0) / BIN_S);
      // Who answered before would not ring any more.
      const need = at(this.#judged, until) - this.#judgedBefore(age, until);
      this.need[row + point] = clamp((this.#caution * need) / alive, 0, 1);
    }
    return row;
  }

  /** Share of people among those answered at that age, with the drift. */
  personWithDrift(bin: number): number {
    return at(this.#human, bin) / Math.max(1e-12, at(this.#any, bin));
  }

  /** Chance of an answer by a person within the bin, the drift left out. */
  humanHazard(bin: number): number {
    return at(this.answer, bin) * at(this.person, bin);
  }

  /**
   * The age at which a ringing call is worth less to a line than a new one, seconds, `fromS` at
   * least: a line brings the most people if every call on it is taken back at that age (the
   * marginal value theorem, Charnov 1976). Undefined where it gains next to nothing.
   */
  worthUntil(fromS: number): number | undefined {
    const survival = this.#survival;
    let lineS = 0;
    let best = 0;
    let bestAge = 0;
    for (let age = 1; age <= AGE_BINS; age += 1) {
      lineS += (BIN_S * (at(survival, age - 1) + at(survival, age))) / 2;
      const people = at(this.#soFar, age) / lineS;
      if (age * BIN_S < fromS || people <= best) continue;
      best = people;
      bestAge = age;
    }
    const whole = at(this.#soFar, AGE_BINS) / lineS;
    return best > WORTH_IT * whole ? bestAge * BIN_S : undefined;
  }

  #judgedBy(delays: Float64Array, seconds: number): number {
    const place = seconds / BIN_S;
    const bin = Math.floor(place);
    if (bin >= DELAY_BINS - 1) return 1;
    const low = bin <= 0 ? at(delays, 0) : at(delays, bin);
    return low + (at(delays, bin + 1) - low) * (place - bin);
  }

  #hazards(table: RingTable, ringing: Float64Array, wider: RingCurves | undefined): void {
    const waiting = this.#waiting;
    let older = 0;
    for (let bin = AGE_BINS - 1; bin >= 0; bin -= 1) {
      // The bin that a call is in is not over: what has gone through it are older calls.
      waiting[bin] = older;
      older += at(ringing, bin);
    }
    let calls = wider === undefined ? CALLS_OF_DEFAULT : CALLS_OF_POOL;
    for (let bin = 0; bin < AGE_BINS; bin += 1) {
      const answer = wider === undefined ? usualAnswer(bin) : at(wider.answer, bin);
      const end = wider === undefined ? usualEnd(bin) : at(wider.end, bin);
      const weight = at(table.atRisk, bin) + at(waiting, bin) + calls;
      const enough = Math.max(weight, 1e-9);
      this.answer[bin] =
        weight < 1e-6 ? answer : (at(table.answered, bin) + calls * answer) / enough;
      this.end[bin] = weight < 1e-6 ? end : (at(table.ended, bin) + calls * end) / enough;
      calls *= Math.max(0, 1 - answer - end);
    }
  }

  #shares(table: RingTable, wider: RingCurves | undefined): void {
    const judged = sum(table.judged);
    const people = sum(table.people);
    const usual = wider === undefined ? USUAL_PERSON : undefined;
    // Sums over the neighbours, which move along with the age.
    let near = 0;
    let nearPeople = 0;
    for (let bin = -NEIGHBOURS; bin < AGE_BINS; bin += 1) {
      const comes = bin + NEIGHBOURS;
      if (comes < AGE_BINS) {
        near += at(table.judged, comes);
        nearPeople += at(table.people, comes);
      }
      const leaves = bin - NEIGHBOURS - 1;
      if (leaves >= 0) {
        near -= at(table.judged, leaves);
        nearPeople -= at(table.people, leaves);
      }
      if (bin < 0) continue;
      const base = usual ?? at(wider?.person ?? table.people, bin);
      const average = (people + VERDICTS_OF_AVERAGE * base) / (judged + VERDICTS_OF_AVERAGE);
      const share = (nearPeople + VERDICTS_OF_AVERAGE * average) / (near + VERDICTS_OF_AVERAGE);
      this.person[bin] = clamp(share, 0, 1);
    }
  }

  #delays(table: RingTable, wider: RingCurves | undefined): void {
    cumulate(table.delayOfPeople, wider?.delayOfPeople, this.delayOfPeople);
    cumulate(table.delayOfOthers, wider?.delayOfOthers, this.delayOfOthers);
    let mean = 0;
    for (let bin = 0; bin < DELAY_BINS; bin += 1) mean += (1 - at(this.delayOfPeople, bin)) * BIN_S;
    this.meanDelayS = mean;
  }

  /** Chance that a call which rings at one age needs an agent within each point, for every age. */
  #forecast(): void {
    const people = this.#people;
    const survival = this.#survival;
    const soFar = this.#soFar;
    survival[0] = 1;
    for (let bin = 0; bin < AGE_BINS; bin += 1) {
      const alive = at(survival, bin);
      people[bin] = alive * at(this.#human, bin);
      soFar[bin + 1] = at(soFar, bin) + at(people, bin);
      survival[bin + 1] = alive * (1 - clamp(at(this.#any, bin) + at(this.end, bin), 0, 1));
    }
    this.rate = at(soFar, AGE_BINS);
    for (let until = 1; until <= AGE_BINS; until += 1) {
      this.#judged[until] = this.#judgedBefore(AGE_BINS, until);
    }
    this.#lesson += 1;
    this.#firstCall();
  }

  /** Of a new call's people, those who answered before an age and are judged by another. */
  #judgedBefore(age: number, until: number): number {
    const late = Math.max(0, until - DELAY_BINS);
    if (late >= age) return at(this.#soFar, age);
    let sum = at(this.#soFar, late);
    for (let bin = late; bin < Math.min(age, until); bin += 1) {
      sum += at(this.#people, bin) * at(this.delayOfPeople, until - 1 - bin);
    }
    return sum;
  }

  #firstCall(): void {
    this.rowOf(0);
    const needBy = (point: number): number => at(this.#judged, (HORIZON_S[point] ?? 0) / BIN_S);
    const all = needBy(POINTS - 1);
    let before = 0;
    for (let point = 0; point < POINTS; point += 1) {
      const need = needBy(point);
      this.first[point] = all <= 1e-9 ? 1 / POINTS : (need - before) / all;
      before = need;
    }
  }
}

/**
 * How much more often people are taken to answer than has been seen, because only so many have
 * answered so far: all calls together are off by about 1 ÷ √people. Nothing from a hundred on.
 */
const caution = (people: number): number =>
  1 + CAUTION * Math.max(0, 1 / Math.sqrt(people + 1) - 1 / Math.sqrt(PEOPLE_ENOUGH));

/** As lists usually are, for the first minutes: one in three answers within half a minute. */
const usualAnswer = (bin: number): number => (bin < 4 ? 0.004 : bin < 60 ? 0.01 : 0.004);
const usualEnd = (bin: number): number => (bin < 4 ? 0.01 : bin < 40 ? 0.005 : 0.05);
const USUAL_PERSON = 0.65;

const sum = (table: Float64Array): number => table.reduce((total, value) => total + value, 0);

/** Distribution function of verdicts; without any, all at once or as in the wider curve. */
function cumulate(counts: Float64Array, wider: Float64Array | undefined, into: Float64Array): void {
  const weight = wider === undefined ? 0.5 : 3;
  const all = sum(counts) + weight;
  let soFar = 0;
  for (let bin = 0; bin < into.length; bin += 1) {
    soFar += at(counts, bin);
    into[bin] = (soFar + weight * (wider === undefined ? 1 : at(wider, bin))) / all;
  }
}
