import type { PhoneNeed } from '@outpace/engine/agents/agent-phone.ts';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, earlier, later, millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { CustomerLeg, SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Action, ThirdPartyAction } from '@outpace/engine/effect.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { LineOrder, LineTurn, LineWake } from './agent-lines.ts';
import { AgentLines } from './agent-lines.ts';
import type { Callee } from './callees.ts';
import { Tapes } from './tapes.ts';
import type { ThirdFate, ThirdLeg, ThirdWake } from './third-legs.ts';
import { newThirdLeg, survivingThird, thirdAgent, thirdPlans } from './third-legs.ts';

type CallOrder = Extract<
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
      | 'play-and-release'
      | 'hand-on'
      | 'join-agents'
      | 'part-agents';
  }
>;

export type CarrierOrder = LineOrder | CallOrder | ThirdPartyAction;

/** Something that is to happen on a call; comes to nothing when the call has moved on. */
export type CallWake = {
  readonly at: Instant;
  readonly attemptId: AttemptId;
  readonly what:
    | 'set-up'
    | 'answer'
    | 'refuse'
    | 'ring-out'
    | 'verdict'
    | 'give-up'
    | 'talked'
    | 'over';
};
export type CarrierWake = CallWake | LineWake | ThirdPartyWake;
type ThirdPartyWake = ThirdWake & { readonly attemptId: AttemptId };

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
  readonly listens: boolean;
  /** Whom the call is joined to, whether or not they are there. */
  readonly agentId: AgentId | undefined;
  readonly isHeld: boolean;
  /** Since when they are answered and alone. */
  readonly aloneSince: Instant | undefined;
  /** Since when they talk with somebody. */
  readonly joinedAt: Instant | undefined;
  readonly third: ThirdLeg | undefined;
} & (
  | { readonly phase: 'trying' | 'ringing' | 'answered' | 'bridged' }
  | { readonly phase: 'message' | 'leaving'; readonly result: CallResult }
);

/** What may go wrong inside the switch; asked each time it could. */
export type CarrierTrouble = {
  /** An agent's leg does not come up. */
  legFails(): boolean;
  recordingFails(): boolean;
  /** An answered call finds nobody to be handed to: the switch plays the message by itself. */
  orphans(): boolean;
  /** How the next number behaves that is called as a third party. */
  third(): ThirdFate;
};

export const NO_CARRIER_TROUBLE: CarrierTrouble = {
  legFails: () => false,
  recordingFails: () => false,
  orphans: () => false,
  third: () => 'answers',
};

/** Who is at that number when it is dialed then. */
export type CalleeOf = (phone: PhoneNumber, dialedBefore: number, at: Instant) => Callee;

export type CarrierSetup = {
  readonly calleeOf: CalleeOf;
  /** Default `none`. */
  readonly phones?: PhoneNeed;
  readonly trouble?: CarrierTrouble;
};

/** From a hang-up until the line is free. */
const RELEASE_MS = millis(60);
/** Length of a message to somebody who waited in vain. */
const MESSAGE_MS = millis(4_000);
/** Until a machine has beeped. */
const BEEP_MS = millis(1_500);
/** Music is borne longer than silence. */
const MUSIC_FACTOR = 6;

const NOTHING: CarrierTurn = { events: [], wakes: [] };

/**
 * The simulated switch without a clock: orders and wakes in, events and further wakes out, so
 * that virtual and real time can drive the very same calls.
 */
export class Carrier {
  readonly lines: AgentLines;
  readonly #calleeOf: CalleeOf;
  readonly #trouble: CarrierTrouble;
  readonly #tapes: Tapes;
  readonly #calls = new Map<AttemptId, Call>();
  readonly #dialed = new Map<PhoneNumber, number>();
  #thirds = 0;
  /** Who listens now. Where nobody does, who answers is played the message. */
  hearer: ((event: SwitchEvent) => void) | undefined;

  constructor({ calleeOf, phones = 'none', trouble = NO_CARRIER_TROUBLE }: CarrierSetup) {
    this.#calleeOf = calleeOf;
    this.#trouble = trouble;
    this.#tapes = new Tapes(() => trouble.recordingFails());
    this.lines = new AgentLines(phones, () => trouble.legFails());
  }

  /** Those that have a leg. */
  get attempts(): readonly AttemptId[] {
    return [...this.#calls.keys()];
  }

  get callsUp(): number {
    return this.#calls.size;
  }

  /** No leg of anybody is up, or on its way out. */
  get isSilent(): boolean {
    return this.#calls.size === 0 && this.lines.up.length === 0;
  }

  /** All legs go at once and without a word, as when the process that made them dies. */
  vanish(): void {
    this.#calls.clear();
    this.#tapes.vanish();
    this.lines.vanish();
  }

  /** Everything that is alive. */
  survey(): readonly SurvivingLeg[] {
    const customers = [...this.#calls].flatMap(([attemptId, call]) => {
      const state = this.#survival(call);
      if (state === undefined) return [];
      const { agentId, isHeld } = call;
      const third = call.third === undefined ? {} : { third: survivingThird(call.third) };
      const recording = this.#tapes.stateOf(attemptId);
      return [{ of: 'attempt', attemptId, state, agentId, isHeld, recording, ...third } as const];
    });
    return [...customers, ...this.lines.up.map((agentId) => ({ of: 'agent', agentId }) as const)];
  }

  #survival(call: Call): CustomerLeg['state'] | undefined {
    switch (call.phase) {
      case 'trying':
      case 'ringing':
        return 'ringing';
      case 'answered':
        return 'waiting';
      case 'bridged':
        return call.joinedAt === undefined && call.third?.hasCall !== true ? 'waiting' : 'talking';
      case 'message':
        return 'message';
      case 'leaving':
        return undefined;
      default:
        return unreachable(call);
    }
  }

  order(order: CarrierOrder, at: Instant): CarrierTurn {
    switch (order.type) {
      case 'originate':
        return this.#originate(order, at);
      case 'hang-up':
        return this.#hangUp(order.attemptId, at);
      case 'bridge':
        return this.#bridge(order.attemptId, order.agentId, at);
      case 'play-and-release':
        return this.#play(order.attemptId, after(at, order.when === 'now' ? millis(0) : BEEP_MS));
      case 'hand-on':
        return this.#handOn(order, at);
      case 'hold':
        return this.#hold(order.attemptId, order.held);
      case 'record':
        return this.#record(order, at);
      case 'mute':
      case 'send-digits':
      // What colleagues say to each other makes no difference to a simulated call.
      case 'join-agents':
      case 'part-agents':
        return NOTHING;
      case 'consult':
      case 'transfer':
      case 'conference':
        return this.#callThird(order, at);
      case 'talk-with':
        return this.#talkWith(order.attemptId, order.side);
      case 'complete-transfer':
        return this.#completeTransfer(order.attemptId);
      case 'end-consultation':
        return this.#endThird(order.attemptId);
      case 'set-agent-phone':
      case 'raise-agent':
      case 'drop-agent':
        return this.followLine(this.lines.order(order, at), order.agentId, at);
      default:
        return unreachable(order);
    }
  }

  wake(wake: CarrierWake): CarrierTurn {
    if ('raised' in wake) return this.followLine(this.lines.wake(wake), wake.agentId, wake.at);
    const call = this.#calls.get(wake.attemptId);
    if (call === undefined) return NOTHING;
    return 'serial' in wake ? this.#wakeThird(call, wake) : this.#wakeCall(call, wake);
  }

  /** What has happened to an agent's leg is felt in the call it is joined to. */
  followLine({ events, wakes }: LineTurn, agentId: AgentId, at: Instant): CarrierTurn {
    const then: CarrierTurn[] = [];
    for (const [attemptId, call] of this.#calls) {
      if (call.phase !== 'bridged') continue;
      if (thirdAgent(call.third) === agentId) then.push(this.#followThird(call, attemptId));
      if (call.agentId !== agentId) continue;
      const isThere = this.lines.isUp(agentId);
      if (isThere !== (call.joinedAt !== undefined)) then.push(this.#join(call, attemptId, at));
    }
    return {
      events: [...events, ...then.flatMap((turn) => turn.events)],
      wakes: [...wakes, ...then.flatMap((turn) => turn.wakes)],
    };
  }

  #wakeCall(call: Call, wake: CallWake): CarrierTurn {
    const { attemptId, at } = wake;
    switch (wake.what) {
      case 'set-up':
        return call.phase === 'trying' ? this.#setUp(call, wake) : NOTHING;
      case 'answer':
        return call.phase === 'ringing' ? this.#answer(call, wake) : NOTHING;
      case 'refuse':
        return this.#refuse(call, wake);
      case 'ring-out':
        return isRinging(call) ? this.#end(attemptId, 'no-answer', at) : NOTHING;
      case 'verdict':
        return this.#verdict(call, attemptId);
      case 'give-up':
        return hasHadEnough(call, at) ? this.#end(attemptId, resultOf(call), at) : NOTHING;
      case 'talked':
        return hasTalked(call, at) ? this.#end(attemptId, 'answer', at) : NOTHING;
      case 'over': {
        const isOver = call.phase === 'leaving' || call.phase === 'message';
        return isOver ? this.#end(attemptId, call.result, at) : NOTHING;
      }
      default:
        return unreachable(wake.what);
    }
  }

  #originate(order: Extract<CarrierOrder, { type: 'originate' }>, at: Instant): CarrierTurn {
    const { attemptId, phone, giveUpAt, detect } = order;
    // The attempt is the key: ordered twice, it is dialed once.
    if (this.#calls.has(attemptId)) return NOTHING;
    const dialedBefore = this.#dialed.get(phone) ?? 0;
    this.#dialed.set(phone, dialedBefore + 1);
    const callee = this.#calleeOf(phone, dialedBefore, at);
    const call = { callee, giveUpAt, listens: detect !== undefined, phase: 'trying' } as const;
    this.#calls.set(attemptId, { ...call, ...NOBODY });
    return wakes(
      { at: earlier(after(at, callee.setUpMs), giveUpAt), attemptId, what: 'set-up' },
      { at: later(at, giveUpAt), attemptId, what: 'ring-out' },
    );
  }

  #setUp(call: Call, { at, attemptId }: CallWake): CarrierTurn {
    const { callee } = call;
    switch (callee.kind) {
      case 'refuses': {
        if (callee.ringMs === undefined) return this.#end(attemptId, callee.result, at);
        this.#calls.set(attemptId, { ...call, phase: 'ringing' });
        const refusal = { at: after(at, callee.ringMs), attemptId, what: 'refuse' } as const;
        return { events: [{ type: 'call-ringing', attemptId }], wakes: [refusal] };
      }
      case 'lost':
        return NOTHING;
      case 'rings-out':
        this.#calls.set(attemptId, { ...call, phase: 'ringing' });
        return said({ type: 'call-ringing', attemptId });
      case 'answers': {
        this.#calls.set(attemptId, { ...call, phase: 'ringing' });
        const answer = { at: after(at, callee.ringMs), attemptId, what: 'answer' } as const;
        return { events: [{ type: 'call-ringing', attemptId }], wakes: [answer] };
      }
      default:
        return unreachable(callee);
    }
  }

  #refuse(call: Call, { at, attemptId }: CallWake): CarrierTurn {
    if (call.phase !== 'ringing' || call.callee.kind !== 'refuses') return NOTHING;
    return this.#end(attemptId, call.callee.result, at);
  }

  #answer(call: Call, { at, attemptId }: CallWake): CarrierTurn {
    const { callee } = call;
    if (callee.kind !== 'answers') return NOTHING;
    if (this.hearer === undefined || this.#trouble.orphans()) {
      const { wakes: over } = this.#play(attemptId, at);
      return { events: [{ type: 'call-orphaned', attemptId }], wakes: over };
    }
    this.#calls.set(attemptId, { ...call, phase: 'answered', aloneSince: at });
    const giveUp = { at: after(at, callee.patienceMs), attemptId, what: 'give-up' } as const;
    const verdict = { at: after(at, callee.verdictMs), attemptId, what: 'verdict' } as const;
    const events = [{ type: 'call-answered', attemptId } as const];
    return { events, wakes: call.listens ? [giveUp, verdict] : [giveUp] };
  }

  #verdict(call: Call, attemptId: AttemptId): CarrierTurn {
    const { callee } = call;
    const isUp = call.phase === 'answered' || call.phase === 'bridged';
    if (!isUp || callee.kind !== 'answers') return NOTHING;
    const { verdict, verdictMs: afterMs } = callee;
    return said({ type: 'call-progress', attemptId, verdict, cause: 'simulated', afterMs });
  }

  #bridge(attemptId: AttemptId, agentId: AgentId, at: Instant): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.phase !== 'answered' && call?.phase !== 'bridged') return NOTHING;
    const third: ThirdLeg | undefined =
      call.third === undefined ? undefined : { ...call.third, hasCall: false, side: 'customer' };
    const both = { ...call, phase: 'bridged', agentId, isHeld: false, third } as const;
    const joined = this.#join(both, attemptId, at);
    if (this.lines.isOrdered(agentId)) return joined;
    // Nobody is there and nobody was called: said, so that nobody waits for them.
    const failed = { type: 'agent-leg', agentId, leg: 'failed' } as const;
    return { events: [...joined.events, failed], wakes: joined.wakes };
  }

  /** Customer and agent talk from now on if the agent is there; else the customer is alone. */
  #join(call: Call, attemptId: AttemptId, at: Instant): CarrierTurn {
    const { callee, agentId } = call;
    if (callee.kind !== 'answers' || agentId === undefined) return NOTHING;
    if (this.lines.isUp(agentId)) {
      this.#calls.set(attemptId, { ...call, joinedAt: at, aloneSince: undefined });
      return wakes({ at: after(at, callee.talkMs), attemptId, what: 'talked' });
    }
    const aloneSince = call.joinedAt === undefined ? (call.aloneSince ?? at) : at;
    const alone = { ...call, joinedAt: undefined, aloneSince };
    this.#calls.set(attemptId, alone);
    return wakes({ at: after(aloneSince, patienceOf(alone)), attemptId, what: 'give-up' });
  }

  #hold(attemptId: AttemptId, isHeld: boolean): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.phase === 'bridged') this.#calls.set(attemptId, { ...call, isHeld });
    return NOTHING;
  }

  #record(order: Extract<CarrierOrder, { type: 'record' }>, at: Instant): CarrierTurn {
    if (this.#calls.get(order.attemptId)?.phase !== 'bridged') return NOTHING;
    return { events: this.#tapes.order(order, at), wakes: [] };
  }

  #hangUp(attemptId: AttemptId, at: Instant): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call === undefined || call.phase === 'leaving') return NOTHING;
    const result = isRinging(call) ? 'no-answer' : 'answer';
    this.#calls.set(attemptId, { ...call, phase: 'leaving', result });
    return wakes({ at: after(at, RELEASE_MS), attemptId, what: 'over' });
  }

  #callThird(
    { type: purpose, attemptId, target }: Extract<ThirdPartyAction, { target: unknown }>,
    at: Instant,
  ): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.phase !== 'bridged' || call.third !== undefined) return NOTHING;
    this.#thirds += 1;
    const fate = target.kind === 'number' ? this.#trouble.third() : 'answers';
    const third = newThirdLeg({ serial: this.#thirds, target, purpose, fate });
    this.#calls.set(attemptId, { ...call, third, isHeld: false });
    if (target.kind === 'agent') {
      if (this.lines.isUp(target.agentId)) return this.#thirdUp(attemptId);
      return this.lines.isOrdered(target.agentId) ? NOTHING : this.#thirdGone(attemptId);
    }
    return wakes(...plansOf(third, attemptId, at));
  }

  /** Whoever is on the call leaves it, and the destination is called: ordered twice, once. */
  #handOn({ attemptId, giveUpAt }: Extract<CarrierOrder, { type: 'hand-on' }>, at: Instant) {
    const call = this.#calls.get(attemptId);
    const isUp = call?.phase === 'answered' || call?.phase === 'bridged';
    if (call === undefined || !isUp || isHandedOn(call)) return NOTHING;
    this.#thirds += 1;
    const order = { serial: this.#thirds, target: undefined, purpose: 'transfer' } as const;
    const third = newThirdLeg({ ...order, fate: this.#trouble.third() });
    const alone = { agentId: undefined, joinedAt: undefined, aloneSince: at, isHeld: false };
    this.#calls.set(attemptId, { ...call, ...alone, phase: 'bridged', third });
    const { serial } = third;
    const unanswered = { at: giveUpAt, attemptId, what: 'third-given-up', serial } as const;
    const giveUp = { at: after(at, patienceOf(call)), attemptId, what: 'give-up' } as const;
    return wakes(giveUp, unanswered, ...plansOf(third, attemptId, at));
  }

  /** None was free for the destination: the call is released. */
  noLine(attemptId: AttemptId, at: Instant): CarrierTurn {
    const ended = { type: 'consultation', attemptId, state: 'ended' } as const;
    return { events: [ended], wakes: this.#hangUp(attemptId, at).wakes };
  }

  /** Together with the destination for as long as whoever was called stays. */
  #destinationUp(attemptId: AttemptId, at: Instant): CarrierTurn {
    const { events } = this.#thirdUp(attemptId);
    const call = this.#calls.get(attemptId);
    if (call?.callee.kind !== 'answers') return said(...events);
    this.#calls.set(attemptId, { ...call, joinedAt: at, aloneSince: undefined });
    const talked = { at: after(at, call.callee.talkMs), attemptId, what: 'talked' } as const;
    return { events, wakes: [talked] };
  }

  #wakeThird(call: Call, { attemptId, what, serial, at }: ThirdPartyWake): CarrierTurn {
    if (call.phase !== 'bridged' || call.third?.serial !== serial) return NOTHING;
    switch (what) {
      case 'third-rings':
        return said({ type: 'consultation', attemptId, state: 'ringing' });
      case 'third-answers':
        return isHandedOn(call) ? this.#destinationUp(attemptId, at) : this.#thirdUp(attemptId);
      case 'third-given-up':
        return call.third.isUp ? NOTHING : this.#thirdLeaves(call, attemptId, at);
      case 'third-leaves':
        return this.#thirdLeaves(call, attemptId, at);
      default:
        return unreachable(what);
    }
  }

  #thirdLeaves(call: Call, attemptId: AttemptId, at: Instant): CarrierTurn {
    const gone = this.#thirdGone(attemptId);
    // Nobody else is left to talk with.
    const isOver = call.third?.hasCall === true || isHandedOn(call);
    const left = isOver ? this.#end(attemptId, 'answer', at) : NOTHING;
    return said(...gone.events, ...left.events);
  }

  /** The phone of the agent who is asked has come up, or has gone. */
  #followThird(call: Call, attemptId: AttemptId): CarrierTurn {
    const agentId = thirdAgent(call.third);
    if (agentId === undefined) return NOTHING;
    if (this.lines.isUp(agentId)) return this.#thirdUp(attemptId);
    return this.lines.isOrdered(agentId) ? NOTHING : this.#thirdGone(attemptId);
  }

  #thirdUp(attemptId: AttemptId): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.third === undefined || call.third.isUp) return NOTHING;
    const side = call.third.purpose === 'conference' ? 'both' : call.third.side;
    this.#calls.set(attemptId, { ...call, third: { ...call.third, isUp: true, side } });
    const events = [{ type: 'consultation', attemptId, state: 'answered' } as const];
    if (call.third.purpose !== 'transfer') return said(...events);
    return said(...events, ...this.#completeTransfer(attemptId).events);
  }

  #thirdGone(attemptId: AttemptId): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.third === undefined) return NOTHING;
    this.#calls.set(attemptId, { ...call, third: undefined });
    return said({ type: 'consultation', attemptId, state: 'ended' });
  }

  #talkWith(attemptId: AttemptId, side: ThirdLeg['side']): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.third?.isUp === true) {
      this.#calls.set(attemptId, { ...call, third: { ...call.third, side } });
    }
    return NOTHING;
  }

  #completeTransfer(attemptId: AttemptId): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call?.third?.isUp !== true || call.third.hasCall) return NOTHING;
    const agentId = thirdAgent(call.third);
    const third = agentId === undefined ? { ...call.third, hasCall: true } : undefined;
    this.#calls.set(attemptId, { ...call, agentId, third, isHeld: false });
    return said({ type: 'call-transferred', attemptId, agentId });
  }

  #endThird(attemptId: AttemptId): CarrierTurn {
    const call = this.#calls.get(attemptId);
    return call?.third?.hasCall === true ? NOTHING : this.#thirdGone(attemptId);
  }

  /** Plays a message to its end, then releases the call. */
  #play(attemptId: AttemptId, from: Instant): CarrierTurn {
    const call = this.#calls.get(attemptId);
    if (call === undefined || call.phase === 'leaving' || call.phase === 'message') return NOTHING;
    this.#calls.set(attemptId, { ...call, phase: 'message', result: 'answer' });
    return wakes({ at: after(from, MESSAGE_MS), attemptId, what: 'over' });
  }

  #end(attemptId: AttemptId, result: CallResult, at: Instant): CarrierTurn {
    this.#calls.delete(attemptId);
    const recorded = this.#tapes.end(attemptId, at);
    return { events: [{ type: 'call-ended', attemptId, result }, ...recorded], wakes: [] };
  }
}

const plansOf = (third: ThirdLeg, attemptId: AttemptId, at: Instant): ThirdPartyWake[] =>
  thirdPlans(third).map(([what, wait]) => {
    return { at: after(at, wait), attemptId, what, serial: third.serial };
  });

/** Its destination is called, or there, and nobody of us is on it. */
const isHandedOn = ({ agentId, third }: Call): boolean =>
  agentId === undefined && third?.purpose === 'transfer';

const NOBODY = {
  agentId: undefined,
  isHeld: false,
  aloneSince: undefined,
  joinedAt: undefined,
  third: undefined,
} as const;

const wakes = (...all: readonly CarrierWake[]): CarrierTurn => ({ events: [], wakes: all });
const said = (...events: readonly SwitchEvent[]): CarrierTurn => ({ events, wakes: [] });

const isRinging = ({ phase }: Call): boolean => phase === 'trying' || phase === 'ringing';

function patienceOf({ callee, phase }: Call): Millis {
  if (callee.kind !== 'answers') return millis(0);
  return phase === 'bridged' ? millis(callee.patienceMs * MUSIC_FACTOR) : callee.patienceMs;
}

const hasHadEnough = (call: Call, at: Instant): boolean =>
  (call.phase === 'answered' || call.phase === 'bridged') &&
  call.aloneSince !== undefined &&
  after(call.aloneSince, patienceOf(call)) <= at;

const hasTalked = ({ phase, joinedAt, callee }: Call, at: Instant): boolean =>
  phase === 'bridged' &&
  joinedAt !== undefined &&
  callee.kind === 'answers' &&
  after(joinedAt, callee.talkMs) <= at;

const resultOf = ({ phase }: Call): CallResult =>
  phase === 'bridged' ? 'answer' : 'remote-release';

/** How long after `at` a wake is due, for drivers that think in waits. */
export const waitFor = (wake: CarrierWake, at: Instant): Millis =>
  millis(Math.max(0, wake.at - at));
