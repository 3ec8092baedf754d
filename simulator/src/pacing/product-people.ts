import { must } from '@outpace/engine/basics/assert.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, elapsed, type Instant, millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { Callee } from '../callees.ts';
import type { FloorScenario } from './floor-scenario.ts';
import { answerOf, type Fate, People } from './people.ts';
import type { Heard } from './product-staff.ts';

/** A dial as it really is, whatever the product has heard of it. */
export type RealDial = {
  readonly fate: Fate;
  /** When it is answered, or fails by itself. */
  readonly resolvesAt: Instant;
};

/** Nobody whose patience the scenario does not measure hangs up in a day. */
const PATIENT_MS = 86_400_000;
const RESULTS: Readonly<Record<'busy' | 'invalid' | 'no-answer', CallResult>> = {
  busy: 'busy',
  invalid: 'sit-invalid-number',
  'no-answer': 'no-answer',
};

/** The people of a floor at the ends of the lines of a simulated carrier, each dialed once. */
export class ProductPeople {
  readonly #people: People;
  readonly #joinMs: number;
  readonly #shiftAt: Instant;
  /** Which record of the floor has that number. */
  readonly #records: ReadonlyMap<PhoneNumber, number>;
  readonly #dials = new Map<string, RealDial>();

  constructor(
    scenario: FloorScenario,
    seed: number,
    phones: readonly PhoneNumber[],
    shiftAt: Instant,
  ) {
    this.#people = new People(scenario, seed);
    this.#joinMs = scenario.joinMs;
    this.#shiftAt = shiftAt;
    this.#records = new Map(phones.map((phone, record) => [phone, record]));
  }

  /** Whoever is at that number; the carrier dials it now. */
  readonly calleeOf = (phone: PhoneNumber, _before: number, at: Instant): Callee => {
    const record = must(this.#records.get(phone), 'the record of a number');
    const { fate } = this.#people.dial(record, elapsed(this.#shiftAt, at));
    const resolvesMs = 'answer' in fate ? fate.answersMs : fate.endsMs;
    this.#dials.set(phone, { fate, resolvesAt: after(at, millis(resolvesMs)) });
    return this.#callee(fate);
  };

  /** Undefined before the carrier has dialed it. */
  dialOf(phone: PhoneNumber): RealDial | undefined {
    return this.#dials.get(phone);
  }

  /** What an agent has heard in a call with that number. */
  heardAt(phone: string): Heard {
    const { fate } = must(this.#dials.get(phone), 'the dial of a number');
    return { isPerson: fate.outcome === 'person', wrapUpMs: answerOf(fate).wrapUpMs };
  }

  #callee(fate: Fate): Callee {
    const setUpMs = millis(fate.ringsMs);
    if (!('answer' in fate)) {
      const ringMs = millis(fate.endsMs - fate.ringsMs);
      return { setUpMs, kind: 'refuses', result: RESULTS[fate.outcome], ringMs };
    }
    const { outcome: who, answersMs, answer } = fate;
    const { verdictMs, isTakenForPerson, patienceMs, talkMs } = answer;
    return {
      setUpMs,
      kind: 'answers',
      who,
      ringMs: millis(answersMs - fate.ringsMs),
      // On the floor a talk begins when the two hear each other, here when they are joined.
      talkMs: millis(this.#joinMs + talkMs),
      patienceMs: millis(Math.min(PATIENT_MS, verdictMs + patienceMs)),
      verdict: isTakenForPerson ? 'person' : 'machine',
      verdictMs: millis(verdictMs),
    };
  }
}
