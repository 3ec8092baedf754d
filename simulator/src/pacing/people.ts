import { must } from '@outpace/engine/basics/assert.ts';
import { hashOf, Prng } from '../prng.ts';
import { type FloorScenario, peopleShareAt } from './floor-scenario.ts';
import { draw, fixed } from './laws.ts';

/** What a dial of a record comes to, and when; times in ms from dialing, or from where they say. */
export type Fate = {
  readonly ringsMs: number;
} & (
  | { readonly outcome: 'person' | 'machine'; readonly answersMs: number; readonly answer: Answer }
  | { readonly outcome: 'busy' | 'invalid' | 'no-answer'; readonly endsMs: number }
);

export type Answer = {
  /** From the answer to the verdict, and which. */
  readonly verdictMs: number;
  readonly isTakenForPerson: boolean;
  /** From the answer to the last moment at which an agent is in time. */
  readonly inTimeMs: number;
  /** From the verdict until they hang up on silence. */
  readonly patienceMs: number;
  readonly talkMs: number;
  readonly wrapUpMs: number;
};

/** An agent hears a machine out for a moment. */
const MACHINE_TALK_MS = 6_000;
const MACHINE_WRAP_UP_MS = 2_000;
const HOUR_MS = 3_600_000;

/**
 * The people of a scenario. What record i does comes from the seed and i, and from when it is
 * dialed only so far as the share of people has moved: no pacing meets other people than another.
 */
export class People {
  readonly #scenario: FloorScenario;
  readonly #seed: number;
  readonly #ends: readonly number[];

  constructor(scenario: FloorScenario, seed: number) {
    this.#scenario = scenario;
    this.#seed = Math.imul(seed + 1, 0x9e3779b1) ^ hashOf('people');
    let end = 0;
    this.#ends = scenario.lists.map(({ records }) => {
      end += records;
      return end;
    });
  }

  get count(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** `dialedMs`: from the beginning of the shift. */
  dial(record: number, dialedMs: number): { readonly listId: string; readonly fate: Fate } {
    const index = this.#ends.findIndex((end) => record < end);
    const list = must(this.#scenario.lists[index], `the list of record ${record}`);
    const people = peopleShareAt(list, dialedMs / HOUR_MS);
    return { listId: list.listId, fate: this.#fateOf(record, people) };
  }

  /** `people`: share of the dials that a person answers now. */
  #fateOf(record: number, people: number): Fate {
    const { ways } = this.#scenario;
    const prng = new Prng(this.#seed ^ Math.imul(record + 1, 0x85ebca6b));
    const lot = prng.next();
    // Where the lot falls among the others stays the same while the share of people moves.
    const rest = people >= 1 ? 0 : (lot - people) / (1 - people);
    const ringsMs = draw(ways.setup, prng);
    if (lot < people) {
      const answersMs = Math.max(ringsMs, draw(ways.personAnswers, prng));
      if (answersMs >= ways.ringMs) return { ringsMs, outcome: 'no-answer', endsMs: ways.ringMs };
      return { ringsMs, outcome: 'person', answersMs, answer: this.#person(prng) };
    }
    const { machineShare, busyShare, invalidShare } = ways;
    if (rest < machineShare) {
      const answersMs = Math.max(ringsMs, draw(ways.machineAnswers, prng));
      if (answersMs >= ways.ringMs) return { ringsMs, outcome: 'no-answer', endsMs: ways.ringMs };
      return { ringsMs, outcome: 'machine', answersMs, answer: this.#machine(prng) };
    }
    const failure = rest - machineShare;
    if (failure < busyShare + invalidShare) {
      const outcome = failure < busyShare ? 'busy' : 'invalid';
      return { ringsMs, outcome, endsMs: Math.max(ringsMs, draw(ways.fails, prng)) };
    }
    return { ringsMs, outcome: 'no-answer', endsMs: ways.ringMs };
  }

  #person(prng: Prng): Answer {
    const { detection, deadline, patience, talk, wrapUp, joinMs } = this.#scenario;
    const verdictMs = detection === undefined ? 0 : draw(detection.person, prng);
    const greetingMs = draw(deadline.greeting, prng);
    const from = { answer: 0, greeting: greetingMs, verdict: verdictMs }[deadline.from];
    return {
      verdictMs,
      isTakenForPerson: !prng.chance(detection?.peopleMissed ?? 0),
      inTimeMs: from + deadline.graceMs - joinMs,
      patienceMs: patience === undefined ? Number.POSITIVE_INFINITY : draw(patience, prng),
      talkMs: draw(talk, prng),
      wrapUpMs: draw(wrapUp, prng),
    };
  }

  #machine(prng: Prng): Answer {
    const { detection, deadline, joinMs } = this.#scenario;
    const verdictMs = detection === undefined ? 0 : draw(detection.machine, prng);
    const greetingMs = draw(deadline.greeting, prng);
    const from = { answer: 0, greeting: greetingMs, verdict: verdictMs }[deadline.from];
    return {
      verdictMs,
      isTakenForPerson: prng.chance(detection?.machinesPassed ?? 1),
      inTimeMs: from + deadline.graceMs - joinMs,
      patienceMs: Number.POSITIVE_INFINITY,
      talkMs: draw(fixed(MACHINE_TALK_MS), prng),
      wrapUpMs: draw(fixed(MACHINE_WRAP_UP_MS), prng),
    };
  }
}

/** What the person or machine does; asked only about dials that are answered. */
export function answerOf(fate: Fate): Answer {
  if (fate.outcome === 'person' || fate.outcome === 'machine') return fate.answer;
  throw new Error(`bug: nobody answers a dial that ends as ${fate.outcome}`);
}
