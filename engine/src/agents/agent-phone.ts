import { parsePhoneNumber } from '../basics/phone-number.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import { isSipAddress } from '../basics/sip-address.ts';

/** Where an agent wants to be called: the browser's own phone, or a desk phone by its address. */
export type PhoneChoice =
  | { readonly kind: 'browser' }
  /** A SIP address such as `sip:ana@desk.example`, or a number. */
  | { readonly kind: 'desk'; readonly address: string };

/**
 * The agent's side of the sound. `none`: the switch needs no leg of the agent, as the simulated
 * carrier of the demo.
 *
 *   down → raising → up → down
 */
export type AgentPhone =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'browser' | 'desk';
      /** Registered, or an address that is called without registration. */
      readonly reachable: boolean;
      readonly leg: LegState;
      /** The leg is up and nothing is heard on it. */
      readonly silent: boolean;
    };

export type LegState = 'down' | 'raising' | 'up';

/** Whether agents of a site need a phone before they can be given a call. */
export type PhoneNeed = 'none' | 'needed';

/** Before a site's agent has said anything else, calls come to the browser. */
export const newPhone = (need: PhoneNeed): AgentPhone =>
  need === 'none' ? { kind: 'none' } : chosenPhone({ kind: 'browser' });

/** A desk phone can be called at once; a browser's when it has registered. */
export const chosenPhone = ({ kind }: PhoneChoice): AgentPhone => ({
  kind,
  reachable: kind === 'desk',
  leg: 'down',
  silent: false,
});

/** A customer may be given to this agent: they will be heard. */
export const isUsable = (phone: AgentPhone): boolean =>
  phone.kind === 'none' || (phone.reachable && !phone.silent);

/** Somebody joined to this agent now is heard; a browser that does not register may still be. */
export const isHeard = (phone: AgentPhone): boolean =>
  phone.kind === 'none' || (phone.leg === 'up' && !phone.silent);

/** Nobody is to wait for a phone that may not be picked up, or not be heard when it is. */
export const isSettled = (phone: AgentPhone): boolean =>
  isUsable(phone) && (phone.kind === 'none' || phone.leg !== 'raising');

/** Nothing is ordered for this agent: no leg is needed, or it is there or on its way. */
export const hasLeg = (phone: AgentPhone): boolean => phone.kind === 'none' || phone.leg !== 'down';

/** Whether a leg is silent dies with the leg. */
export const withLeg = (phone: AgentPhone, leg: LegState): AgentPhone =>
  phone.kind === 'none' ? phone : { ...phone, leg, silent: leg === 'up' && phone.silent };

/** Only a browser registers: a desk phone is called without asking. */
export const withReach = (phone: AgentPhone, reachable: boolean): AgentPhone =>
  phone.kind !== 'browser' || phone.reachable === reachable ? phone : { ...phone, reachable };

/**
 * Silence of a leg that is not there any more is old news. Of one that is coming up it is said
 * before it is said to be up, so that nobody is given to it in between.
 */
export const withSilence = (phone: AgentPhone, silent: boolean): AgentPhone =>
  phone.kind === 'none' || phone.leg === 'down' || phone.silent === silent
    ? phone
    : { ...phone, silent };

/** The phone after what the switch said of its leg; the same one when that is old news. */
export function withLegEvent(
  phone: AgentPhone,
  said: 'up' | 'hung-up' | 'lost' | 'failed',
): AgentPhone {
  if (phone.kind === 'none') return phone;
  if (said === 'up') return phone.leg === 'up' ? phone : withLeg(phone, 'up');
  if (phone.leg === 'down') return phone;
  // A leg that never came up is said to have failed: anything else is said of an earlier one.
  if (phone.leg === 'raising' && said !== 'failed') return phone;
  return withLeg(phone, 'down');
}

/** Reads where an agent wants to be called; a number is kept in its E.164 form. */
export function parsePhoneChoice(choice: PhoneChoice): Result<PhoneChoice, 'invalid'> {
  if (choice.kind === 'browser') return ok(choice);
  const address = choice.address.trim();
  if (isSipAddress(address)) return ok({ kind: 'desk', address });
  const number = parsePhoneNumber(address);
  return number.ok ? ok({ kind: 'desk', address: number.value }) : fail('invalid');
}
