import { unreachable } from '../basics/assert.ts';
import type { AgentId, AttemptId } from '../basics/ids.ts';
import type { Attempt } from './attempt.ts';

/** One leg that is alive on the switch, as found when it is reached for the first time or again. */
export type SurvivingLeg =
  | {
      readonly of: 'attempt';
      readonly attemptId: AttemptId;
      /**
       * `ringing`: not answered; `waiting`: answered, alone; `talking`: in a bridge with an
       * agent; `message`: hears the message and is then released by the switch itself.
       */
      readonly state: 'ringing' | 'waiting' | 'talking' | 'message';
      /** Whom they talk with. */
      readonly agentId: AgentId | undefined;
      readonly isHeld: boolean;
      /** `paused`: silence is being written. */
      readonly recording: 'off' | 'on' | 'paused';
      /** A third party who was called for this call. */
      readonly third?: SurvivingThird;
    }
  | { readonly of: 'agent'; readonly agentId: AgentId };

export type SurvivingThird = {
  /** Undefined: a number. */
  readonly agentId: AgentId | undefined;
  readonly isUp: boolean;
  /** Whom the agent talks with. */
  readonly side: 'customer' | 'target' | 'both';
  /** It is in the agent's place: nobody of us is in the call any more. */
  readonly hasCall: boolean;
};

export type CustomerLeg = Extract<SurvivingLeg, { of: 'attempt' }>;

/** The legs of a survey by what they belong to. */
export type Survey = {
  readonly customers: ReadonlyMap<AttemptId, CustomerLeg>;
  readonly agents: ReadonlySet<AgentId>;
};

export function surveyOf(legs: readonly SurvivingLeg[]): Survey {
  const customers = new Map<AttemptId, CustomerLeg>();
  const agents = new Set<AgentId>();
  for (const leg of legs) {
    if (leg.of === 'attempt') customers.set(leg.attemptId, leg);
    else agents.add(leg.agentId);
  }
  return { customers, agents };
}

/**
 * What has happened to a call while the switch could not be reached: `rings` and `answered` are
 * news to catch up with; `orphaned`: the switch speaks to the person already; `alone`: the agent's
 * side is gone.
 */
export type Meanwhile = 'nothing' | 'rings' | 'answered' | 'orphaned' | 'alone' | 'gone';

export function meanwhile(
  attempt: Exclude<Attempt, { phase: 'transferring' }>,
  leg: CustomerLeg | undefined,
): Meanwhile {
  // Nothing of it has reached the switch.
  if (attempt.phase === 'validating') return 'nothing';
  if (leg === undefined) return 'gone';
  switch (attempt.phase) {
    case 'dialing':
    case 'ringing':
      return meanwhileUnanswered(attempt.phase, leg);
    case 'detecting':
    case 'waiting':
      return leg.state === 'message' ? 'orphaned' : 'nothing';
    case 'connected':
      // Whom the switch sends off with a message is not coming back to this conversation.
      if (leg.state === 'message') return 'gone';
      return leg.state === 'waiting' ? 'alone' : 'nothing';
    default:
      return unreachable(attempt);
  }
}

/**
 * The same of a call that is handed on: `there`: its destination has answered; `gone`: the call, or
 * the destination before it has answered, is not there any more.
 */
export function meanwhileHandedOn(leg: CustomerLeg | undefined): 'rings' | 'there' | 'gone' {
  if (leg?.third === undefined || leg.state === 'message') return 'gone';
  return leg.third.isUp ? 'there' : 'rings';
}

function meanwhileUnanswered(phase: 'dialing' | 'ringing', { state }: CustomerLeg): Meanwhile {
  switch (state) {
    case 'ringing':
      return phase === 'dialing' ? 'rings' : 'nothing';
    case 'waiting':
      return 'answered';
    case 'message':
      return 'orphaned';
    case 'talking':
      return 'nothing';
    default:
      return unreachable(state);
  }
}

/**
 * What to do with a leg whose attempt is not open here. `isEnded`: it was closed here, so that
 * its release was ordered and may have been lost.
 */
export function releaseOf(leg: CustomerLeg, isEnded: boolean): 'hang-up' | 'message' | 'leave' {
  switch (leg.state) {
    case 'ringing':
      return 'hang-up';
    case 'waiting':
      return 'message';
    case 'talking':
      // Two people who talk are never cut off for being unknown, or for having been handed on.
      return isEnded ? 'hang-up' : 'leave';
    case 'message':
      return 'leave';
    default:
      return unreachable(leg.state);
  }
}
