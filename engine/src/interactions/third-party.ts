import { unreachable } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import { after, seconds } from '../basics/time.ts';

/** Whom to call as a third party. An agent is called on their own phone. */
export type CallTarget =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'number'; readonly phone: PhoneNumber };

/** Whom the owner talks with while there is a third party. */
export type ConsultSide = 'customer' | 'target' | 'both';

/** `transfer` and `conference` take effect by themselves as soon as the target is there. */
export const THIRD_PURPOSES = ['consult', 'transfer', 'conference'] as const;
export type ThirdPurpose = (typeof THIRD_PURPOSES)[number];

/**
 * The third party of a conversation; one at a time.
 *
 *   calling → ringing → there → (gone, or in the owner's place)
 */
export type ThirdParty = {
  readonly target: CallTarget;
  readonly purpose: ThirdPurpose;
  /** Counts the third parties of one interaction from 1. */
  readonly serial: number;
  readonly state: 'calling' | 'ringing' | 'there';
  readonly since: Instant;
  /** Who does not answer is given up then. */
  readonly giveUpAt: Instant;
  /** The owner wants to leave; done as soon as the switch says so. */
  readonly takesOver: boolean;
};

/** A switch that says nothing of a target for longer than it may ring has lost it. */
const ANSWER_WITHIN_MS = seconds(55);

export const newThird = (
  target: CallTarget,
  purpose: ThirdPurpose,
  serial: number,
  at: Instant,
): ThirdParty => ({
  target,
  purpose,
  serial,
  state: 'calling',
  since: at,
  giveUpAt: after(at, ANSWER_WITHIN_MS),
  takesOver: purpose === 'transfer',
});

/** The third party after what the switch says of it; the same one when that is old news. */
export function withThirdEvent(
  third: ThirdParty,
  said: 'ringing' | 'answered',
  at: Instant,
): ThirdParty {
  switch (said) {
    case 'ringing':
      return third.state === 'calling' ? { ...third, state: 'ringing', since: at } : third;
    case 'answered':
      return third.state === 'there' ? third : { ...third, state: 'there', since: at };
    default:
      return unreachable(said);
  }
}

/** The agent who is asked; undefined when it is a number. */
export const colleagueIn = (third: ThirdParty | undefined): AgentId | undefined =>
  third?.target.kind === 'agent' ? third.target.agentId : undefined;
