import type { Instant, Millis } from '../basics/time.ts';
import { hours } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';

/** What a rule answers to: how the attempt ended, or what the agent said of it. Never both. */
export type TreatmentTrigger =
  | { readonly by: 'call-result'; readonly result: CallResult }
  | { readonly by: 'disposition'; readonly code: string };

/**
 * Whose the next attempt is: `personal`: the agent's who had the record; `campaign`: anybody's.
 * Left out: a record that is one agent's stays theirs.
 */
export const TREATMENT_OWNERS = ['campaign', 'personal'] as const;
export type TreatmentOwner = (typeof TREATMENT_OWNERS)[number];

type Owned = { readonly owner?: TreatmentOwner | undefined };

/** Waits that grow, and how often they are waited. */
type Cycle = {
  /** Wait before the first time, ms, 0..90 days, counted from the end of the call. */
  readonly intervalMs: Millis;
  /** Added to the wait after every time of this rule, ms, 0..30 days. */
  readonly incrementMs: Millis;
  /** Consecutive times by this rule before the chain goes on, 1..100. */
  readonly cycleAttempts: number;
};

/** The clock of the contact, to the minute: `2026-12-01T10:00`. */
type At = { readonly local: string };

/** How often the chain is gone through from its first number to its last, 1..100. Default 1. */
type Passes = { readonly cycleAttempts?: number | undefined };

export type TreatmentAction =
  /** The same number again, after the interval. */
  | ({ readonly action: 'redial' } & Cycle & Owned)
  /** The same, but never on another day of the contact's than that of the call. */
  | ({ readonly action: 'retry-in' } & Cycle & Owned)
  /** The same number at a date, once; a date that has passed leads nowhere. */
  | ({ readonly action: 'retry-at' } & At & Owned)
  /** The same number some days later, 0..365, at an hour of the contact's, `10:00`. */
  | ({
      readonly action: 'reschedule';
      readonly days: number;
      readonly time: string;
      readonly cycleAttempts: number;
    } & Owned)
  /** The next number of the person now, after the interval, or not before a date. */
  | ({ readonly action: 'next-in-chain' } & Passes)
  | ({ readonly action: 'next-in-chain-after' } & Cycle)
  | ({ readonly action: 'next-in-chain-at' } & At & Passes)
  /** What was one agent's is anybody's, after the interval; nothing where it was nobody's. */
  | { readonly action: 'assign-to-group'; readonly intervalMs: Millis }
  /**
   * Out of dialing, once, and told to whoever is outside: they give the chain back or finish it.
   * Whom nobody gives back goes on by the next rule after a while, ms, 1 minute..90 days.
   */
  | { readonly action: 'delegate'; readonly returnAfterMs?: Millis | undefined }
  /** The end: of this number only the result is written, or of every number of the chain. */
  | { readonly action: 'close' }
  | { readonly action: 'update-chain' }
  /** The end, and the record says that it was the agent's error. */
  | { readonly action: 'mark-agent-error' };

/** How long a chain is out of dialing that nobody gives back, where its rule does not say. */
export const DELEGATED_FOR = hours(24);

/** One rule of a campaign's plan: what becomes of a chain after this result. */
export type Treatment = {
  readonly on: TreatmentTrigger;
  /** Place among the rules for the same trigger, 1..100. Default 1. */
  readonly sequence?: number | undefined;
} & TreatmentAction;

export type TreatmentOf<Action extends Treatment['action']> = Extract<
  Treatment,
  { readonly action: Action }
>;

/** Where a chain stands in its plan. Written with the chain, so that it outlives the process. */
export type TreatmentPosition = {
  /** Which trigger came last. */
  readonly trigger: string;
  /** How often in a row the rule of `sequence` was applied. */
  readonly applied: number;
  /** The number of that rule. Default 1. */
  readonly sequence?: number | undefined;
  /** Which time the chain is gone through. Default 1. */
  readonly pass?: number | undefined;
  /** Results in a row that count as no attempt. Default 0. */
  readonly faults?: number | undefined;
};

export type NextStep =
  | { readonly type: 'redial'; readonly dueAt: Instant; readonly position: TreatmentPosition }
  /** Without `dueAt`: now. */
  | { readonly type: 'next-in-chain'; readonly dueAt?: Instant }
  /** Whoever is outside has it; it comes back by itself then. */
  | { readonly type: 'delegate'; readonly dueAt: Instant }
  | { readonly type: 'close' }
  /** The agent has promised it; the plan is not asked. */
  | { readonly type: 'callback'; readonly dueAt: Instant; readonly kind: 'personal' | 'campaign' };

export const triggerKey = (on: TreatmentTrigger): string =>
  on.by === 'call-result' ? `result:${on.result}` : `code:${on.code}`;

export const sequenceNumber = ({ sequence = 1 }: Pick<Treatment, 'sequence'>): number => sequence;

/** What has happened: a disposition with rules of its own wins; the two never mix. */
export type Triggers = { readonly result: CallResult; readonly code: string | undefined };

/** The rules that answer to it, in the order in which they take turns. */
export function rulesFor(plan: readonly Treatment[], on: Triggers): readonly Treatment[] {
  const byCode = plan.filter((rule) => rule.on.by === 'disposition' && rule.on.code === on.code);
  const byResult = ({ on: of }: Treatment) => of.by === 'call-result' && of.result === on.result;
  return inTurn(byCode.length > 0 ? byCode : plan.filter(byResult));
}

/** The rules of one trigger, by the text that a chain's position keeps of it. */
export const rulesOf = (plan: readonly Treatment[], trigger: string): readonly Treatment[] =>
  inTurn(plan.filter(({ on }) => triggerKey(on) === trigger));

function inTurn(rules: readonly Treatment[]): readonly Treatment[] {
  // The first of two with one number wins: the plan reads top to bottom, as the supervisor sees it.
  return rules
    .filter((rule) => rule === rules.find((each) => sequenceNumber(each) === sequenceNumber(rule)))
    .toSorted((a, b) => sequenceNumber(a) - sequenceNumber(b));
}
