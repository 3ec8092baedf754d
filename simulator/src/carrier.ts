import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, earlier, later, millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { Action } from '@outpace/engine/effect.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { Callee } from './callees.ts';

export type CarrierOrder = Extract<
  Action,
  {
    type:
      | 'originate'
      | 'hang-up'
      | 'bridge'
      | 'mute'
      | 'hold'
      | 'send-digits'
      | 'record'
      | 'play-and-release';
  }
>;

/** Something that is to happen on a line; comes to nothing when the call has moved on. */
export type CarrierWake = {
  readonly at: Instant;
  readonly attemptId: AttemptId;
  readonly what: 'set-up' | 'answer' | 'ring-out' | 'verdict' | 'give-up' | 'talked' | 'over';
};

/** What an order or a wake leads to: now, and later. */
export type CarrierTurn = {
  readonly events: readonly SwitchEvent[];
  readonly wakes: readonly CarrierWake[];
};

/**
 * The customer's leg.
 *
 *   trying → ringing → answered → bridged
 *      └────────┴─────────┴──────────┴──→ leaving → (ended, and forgotten here)
 */
type Call = {
  readonly callee: Callee;
  readonly giveUpAt: Instant;
  readonly detect: boolean;
} & (
  | { readonly phase: 'trying' | 'ringing' | 'answered' | 'bridged' }
  | { readonly phase: 'leaving'; readonly result: CallResult }
);

/** From a hang-up until the line is free. */
const RELEASE_MS = millis(60);
/** Length of a message to somebody who waited in vain. */
const MESSAGE_MS = millis(4_000);

const NOTHING: CarrierTurn = { events: [], wakes: [] };

/**
 * The simulated switch without a clock: orders and wakes in, events and further wakes out, so
 * that virtual and real time can drive the very same calls.
 */
export class Carrier {
  readonly #calleeOf: (phone: PhoneNumber, dialedBefore: number) => Callee;
  readonly #calls = new Map<AttemptId, Call>();
  readonly #dialed = new Map<PhoneNumber, number>();

  constructor(calleeOf: (phone: PhoneNumber, dialedBefore: number) => Callee) {
    this.#calleeOf = calleeOf;
  }

  get callsUp(): number {
    return this.#calls.size;
  }

  /** All legs go at once and without a word, as when the process that made them dies. */
  vanish(): void {
    this.#calls.clear();
  }

  order(order: CarrierOrder, at: Instant): CarrierTurn {
    switch (order.type) {
      case 'originate':
        return this.#originate(order, at);
      case 'hang-up':
        return this.#hangUp(order.attemptId, at);
      case 'bridge':
        return this.#bridge(order.attemptId, at);
      case 'play-and-release':
        return this.#leave(order.attemptId, 'answer', after(at, MESSAGE_MS));
      case 'mute':
      case 'hold':
      case 'send-digits':
      case 'record':
        return NOTHING;
      default:
        return unreachable(order);
    }
  }

  wake(wake: CarrierWake): CarrierTurn {
    const call = this.#calls.get(wake.attemptId);
    if (call === undefined) return NOTHING;
    switch (wake.what) {
      case 'set-up':
        return call.phase === 'trying' ? this.#setUp(call, wake) : NOTHING;
      case 'answer':
        return call.phase === 'ringing' ? this.#answer(call, wake) : NOTHING;
      case 'ring-out':
        return isRinging(call) ? this.#end(wake.attemptId, 'no-answer') : NOTHING;
      case 'verdict':
        return this.#verdict(call, wake.attemptId);
      case 'give-up':
        return call.phase === 'answered' ? this.#end(wake.attemptId, 'remote-release') : NOTHING;
      case 'talked':
        return call.phase === 'bridged' ? this.#end(wake.attemptId, 'answer') : NOTHING;
      case 'over':
        return call.phase === 'leaving' ? this.#end(wake.attemptId, call.result) : NOTHING;
      default:
        return unreachable(wake.what);
    }
  }

  #originate(order: Extract<CarrierOrder, { type: 'originate' }>, at: Instant): CarrierTurn {
    const { attemptId, phone, giveUpAt, detect } = order;
    const dialedBefore = this.#dialed.get(phone) ?? 0;
    this.#dialed.set(phone, dialedBefore + 1);
    const callee = this.#calleeOf(phone, dialedBefore);
    const listens = detect !== undefined;
    this.#calls.set(attemptId, { callee, giveUpAt, detect: listens, phase: 'trying' });
    return wakes(
      { at: earlier(after(at, callee.setUpMs), giveUpAt), attemptId, what: 'set-up' },
      { at: later(at, giveUpAt), attemptId, what: 'ring-out' },
    );
  }

  #setUp(call: Call, { at, attemptId }: CarrierWake): CarrierTurn {
    const { callee } = call;
    switch (callee.kind) {
      case 'refuses':
        return this.#end(attemptId, callee.result);
      case 'lost':
        return NOTHING;
      case 'rings-out':
        this.#calls.set(attemptId, { ...call, phase: 'ringing' });
        return { events: [{ type: 'call-ringing', attemptId }], wakes: [] };
      case 'answers': {
        this.#calls.set(attemptId, { ...call, phase: 'ringing' });
        const answer = { at: after(at, callee.ringMs), attemptId, what: 'answer' } as const;
        return { events: [{ type: 'call-ringing', attemptId }], wakes: [answer] };
      }
      default:
        return unreachable(callee);
    }
  }

  #answer(call: Call, { at, attemptId }: CarrierWake): CarrierTurn {
    const { callee } = call;
    if (callee.kind !== 'answers') return NOTHING;
    this.#calls.set(attemptId, { ...call, phase: 'answered' });
    const giveUp = { at: after(at, callee.patienceMs), attemptId, what: 'give-up' } as const;
    const verdict = { at: after(at, callee.verdictMs), attemptId, what: 'verdict' } as const;
    const events = [{ type: 'call-answered', attemptId } as const];
    return { events, wakes: call.detect ? [giveUp, verdict] : [giveUp] };
  }

  #verdict(call: Call, attemptId: AttemptId): CarrierTurn {
    const { callee } = call;
    const isUp = call.phase === 'answered' || call.phase === 'bridged';
    if (!isUp || callee.kind !== 'answers') return NOTHING;
    const { verdict, verdictMs: afterMs } = callee;
    const finding = { verdict, cause: 'simulated', afterMs };
    return { events: [{ type: 'call-progress', attemptId, ...finding }], wakes: [] };
  }

  #bridge(attemptId: AttemptId, at: Instant): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.phase !== 'answered' || call.callee.kind !== 'answers') return NOTHING;
    this.#calls.set(attemptId, { ...call, phase: 'bridged' });
    return wakes({ at: after(at, call.callee.talkMs), attemptId, what: 'talked' });
  }

  #hangUp(attemptId: AttemptId, at: Instant): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call === undefined) return NOTHING;
    const result = isRinging(call) ? 'no-answer' : 'answer';
    return this.#leave(attemptId, result, after(at, RELEASE_MS));
  }

  #leave(attemptId: AttemptId, result: CallResult, at: Instant): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call === undefined || call.phase === 'leaving') return NOTHING;
    this.#calls.set(attemptId, { ...call, phase: 'leaving', result });
    return wakes({ at, attemptId, what: 'over' });
  }

  #end(attemptId: AttemptId, result: CallResult): CarrierTurn {
    this.#calls.delete(attemptId);
    return { events: [{ type: 'call-ended', attemptId, result }], wakes: [] };
  }
}

const wakes = (...all: readonly CarrierWake[]): CarrierTurn => ({ events: [], wakes: all });

const isRinging = ({ phase }: Call): boolean => phase === 'trying' || phase === 'ringing';

/** How long after `at` a wake is due, for drivers that think in waits. */
export const waitFor = (wake: CarrierWake, at: Instant): Millis =>
  millis(Math.max(0, wake.at - at));
