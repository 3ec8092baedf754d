import { unreachable } from '../basics/assert.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import { parsePhoneNumber } from '../basics/phone-number.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { isSipAddress } from '../basics/sip-address.ts';
import type { Millis } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';

/** Verdicts of call progress detection on an answer that is nobody's. */
export const NO_PERSON_VERDICTS = ['machine', 'fax', 'silence'] as const;
export type NoPerson = (typeof NO_PERSON_VERDICTS)[number];

/** Silence beside the call is left to the agent: people are slow to speak. */
export const HEARD_BESIDE: readonly NoPerson[] = ['machine', 'fax'];

/**
 * What becomes of an answered call on which no person is heard. `connect`: it gets an agent as a
 * person does, but after every person, and is no live answer; `message`: spoken after the beep of
 * a machine and at once into silence, then the line is closed; `transfer`: handed on to a
 * destination, without an agent. Where the destination does not answer the line is closed.
 */
export type CallTreatment =
  | { readonly kind: 'drop' }
  | { readonly kind: 'connect' }
  | {
      readonly kind: 'message';
      /** Named for the switch. */
      readonly message: string;
    }
  | {
      readonly kind: 'transfer';
      /** A number, or a SIP address such as `sip:100@pbx.example`. */
      readonly to: string;
      /** What the destination sees; undefined: what the trunk says. */
      readonly callerId?: PhoneNumber | undefined;
      /** How long the destination may ring, ms, 5000..120000. Default 30000. */
      readonly ringMs: Millis;
    };

export const CALL_TREATMENT_KINDS = [
  'drop',
  'connect',
  'message',
  'transfer',
] as const satisfies readonly CallTreatment['kind'][];

export type CallTreatments = Readonly<Record<NoPerson, CallTreatment>>;

/** As campaigns begin: nobody is kept on the line for nobody. */
export const DROP_ALL = {
  machine: { kind: 'drop' },
  fax: { kind: 'drop' },
  silence: { kind: 'drop' },
} as const satisfies CallTreatments;

/** Why these call treatments cannot be a plan; the first thing that is wrong. */
export function callTreatmentProblem(treatments: CallTreatments): Refusal | undefined {
  for (const verdict of NO_PERSON_VERDICTS) {
    const treatment = treatments[verdict];
    switch (treatment.kind) {
      case 'drop':
      case 'connect':
        break;
      case 'message':
        if (verdict === 'fax') return refusal('FAX_HEARS_NO_MESSAGE');
        if (treatment.message.trim() === '') return refusal('MESSAGE_NOT_NAMED', verdict);
        break;
      case 'transfer':
        if (!isDestination(treatment.to)) return refusal('DESTINATION_INVALID', verdict);
        break;
    }
  }
  return undefined;
}

/** A number or an address that a switch can call without knowing whose it is. */
export const isDestination = (to: string): boolean => isSipAddress(to) || parsePhoneNumber(to).ok;

/** What has a say besides the campaign. */
export type TreatedCall = {
  /** Suppressed or cancelled since it was dialed. */
  readonly isTakenBack: boolean;
  /** An agent has talked with the person before, or promised or noted something in this call. */
  readonly isAgents: boolean;
  /** The group may have one more call: that to the destination. */
  readonly hasPort: boolean;
};

/**
 * What becomes of this call. Whoever may not be called any more gets nobody and hears nothing; what
 * is an agent's to finish is not handed on to somebody else, and nothing is without a free line.
 */
export function treatmentNow(
  treatments: CallTreatments,
  verdict: NoPerson,
  { isTakenBack, isAgents, hasPort }: TreatedCall,
): CallTreatment {
  const planned = treatments[verdict];
  const mayTransfer = hasPort && !isAgents;
  const isDropped = isTakenBack || (planned.kind === 'transfer' && !mayTransfer);
  return isDropped ? { kind: 'drop' } : planned;
}

/** Results that only a verdict gives. */
export type VerdictResult = Extract<CallResult, 'answering-machine' | 'fax' | 'silence'>;

/** What the switch says of a call that nobody spoke on. */
export const verdictResult = (verdict: NoPerson): VerdictResult => {
  switch (verdict) {
    case 'machine':
      return 'answering-machine';
    case 'fax':
      return 'fax';
    case 'silence':
      return 'silence';
    default:
      return unreachable(verdict);
  }
};
