import type { Epoch } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, earlier, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import type { AskValidation } from '@outpace/engine/effect.ts';
import type { Validator } from '@outpace/server/ports.ts';
import type { Prng } from './prng.ts';
import type { Timers } from './virtual-clock.ts';
import type { Thing } from './world-thing.ts';

/** How the one who is asked before dials behaves. Shares are 0 to 1. */
export type ValidatorHabits = {
  readonly refuses: number;
  /** Is never heard of again. */
  readonly hangs: number;
  /** Answers nonsense. */
  readonly errs: number;
  /** Says something else later, when it has been overtaken. */
  readonly contradicts: number;
  /** Cannot be asked at all for a while, now and then. */
  readonly fails: boolean;
};

const KIND: ValidatorHabits = { refuses: 0, hangs: 0, errs: 0, contradicts: 0, fails: false };

/** Something that is heard of a question. */
export type Heard = {
  readonly waitMs: Millis;
  readonly answer: ValidationAnswer;
  /** Also after the process that has asked is dead. */
  readonly outlives: boolean;
};

const RESULTS: readonly CallResult[] = [
  'no-answer',
  'busy',
  'wrong-number',
  'do-not-call',
  'cancel-record',
];

/** Between two outages, on average. */
const OUTAGE_GAP = minutes(12);

/** Who is asked before dials, as the process that asks hears of it. One seed decides. */
export class SimulatedValidator {
  readonly #prng: Prng;
  readonly #habits: ValidatorHabits;
  #outage: { readonly from: Instant; readonly until: Instant } | undefined;

  constructor(prng: Prng, habits: ValidatorHabits = KIND) {
    this.#prng = prng;
    this.#habits = habits;
  }

  /** All that is heard of one question, in no order; nothing: it hangs, and nobody says so. */
  answers({ validation }: AskValidation, at: Instant): readonly Heard[] {
    const { hangs, contradicts } = this.#habits;
    const until = this.#outageUntil(at);
    if (until !== undefined) {
      const againAt = earlier(until, after(at, seconds(30)));
      return [this.#heard(millis(1), { said: 'circuit-open', againAt })];
    }
    const { timeoutMs } = validation;
    const heard: Heard[] = [];
    if (!this.#prng.chance(hangs)) heard.push(this.#heard(this.#waitMs(timeoutMs), this.#says()));
    else if (this.#prng.chance(0.7)) heard.push(this.#heard(timeoutMs, { said: 'time-out' }));
    if (this.#prng.chance(contradicts)) {
      const waitMs = millis(this.#prng.between(1, 3 * timeoutMs));
      heard.push(this.#heard(waitMs, this.#says()));
    }
    return heard;
  }

  /** The same over promises: what is heard first is the answer, and who hangs never gives one. */
  over(timers: Timers): Validator {
    return {
      ask: (question) =>
        new Promise((resolve) => {
          for (const { waitMs, answer } of this.answers(question, timers.now())) {
            timers.after(waitMs, () => resolve(answer));
          }
        }),
    };
  }

  /** The same as it happens in the world of the process that asks. */
  things(
    question: AskValidation,
    epoch: Epoch,
    at: Instant,
  ): readonly (readonly [Millis, Thing])[] {
    const { attemptId } = question;
    return this.answers(question, at).map(({ waitMs, answer, outlives }) => {
      const event = { type: 'validation-answered', attemptId, answer } as const;
      return [waitMs, { type: 'event', epoch: outlives ? undefined : epoch, event }];
    });
  }

  #heard(waitMs: Millis, answer: ValidationAnswer): Heard {
    return { waitMs, answer, outlives: this.#prng.chance(0.2) };
  }

  #waitMs(timeoutMs: Millis): Millis {
    const isSlow = this.#prng.chance(0.1);
    return millis(this.#prng.between(2, isSlow ? timeoutMs : Math.min(400, timeoutMs)));
  }

  #says(): ValidationAnswer {
    if (this.#prng.chance(this.#habits.errs)) return { said: 'error', why: 'not-json' };
    if (!this.#prng.chance(this.#habits.refuses)) return { said: 'dial' };
    const isNamed = this.#prng.chance(0.8);
    return { said: 'refuse', result: isNamed ? this.#prng.pick(RESULTS) : undefined };
  }

  #outageUntil(at: Instant): Instant | undefined {
    if (!this.#habits.fails) return undefined;
    while (this.#outage === undefined || this.#outage.until <= at) {
      const from = after(this.#outage?.until ?? at, millis(this.#prng.gap(OUTAGE_GAP)));
      this.#outage = { from, until: after(from, millis(this.#prng.between(1_000, 100_000))) };
    }
    return this.#outage.from <= at ? this.#outage.until : undefined;
  }
}
