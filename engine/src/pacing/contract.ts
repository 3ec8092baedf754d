import type { Instant, Millis } from '../basics/time.ts';

/**
 * The contract of a pacing controller: it is made from limits, is shown every event of its session
 * and answers one question, how many attempts to open now and which to take back. It knows no
 * record, no number and no name. README.md beside this file tells every field.
 */
export type PacingController = {
  readonly observe: (event: PacingEvent) => void;
  readonly decide: (position: PacingPosition) => PacingDecision;
  /** Its calls in the air, for the controllers of sessions that share its agents. */
  readonly demand: (at: Instant) => readonly PacingDemand[];
  /** How many of the free agents could do other work now, its risk staying within its price. */
  readonly spare: (position: PacingPosition) => number;
  /** What it has learned; give it to the next controller of the same campaign. */
  readonly learned: () => PacingMemory;
};

/** What a supervisor chose. A change takes effect at the next decision. */
export type PacingLimits = {
  readonly target: PacingTarget;
  /** The law's ceiling over every target. */
  readonly ceiling: AbandonmentCeiling;
  /** No ring is cut shorter than this; taken back are only calls that have rung longer, ms. */
  readonly ringMs: Millis;
  /** Whether calls may be taken back while they ring. */
  readonly takesBack: boolean;
  /** What an earlier controller of the campaign learned. */
  readonly memory?: PacingMemory | undefined;
};

export type PacingTarget =
  /** As many conversations as the ceiling allows; `share` 0..1 may be below the ceiling. */
  | { readonly kind: 'abandonment'; readonly share: number }
  /** Busy ÷ (busy + ready) of the agents, 0..1. */
  | { readonly kind: 'busy-factor'; readonly share: number }
  /** Mean time an agent is ready between two calls, ms. */
  | { readonly kind: 'agent-wait'; readonly ms: Millis }
  /** Mean time from a person's answer to the agent, ms. */
  | { readonly kind: 'distribution-time'; readonly ms: Millis }
  /** `gain` for each person connected, `loss` for each abandoned, both above 0. */
  | { readonly kind: 'maximum-gain'; readonly gain: number; readonly loss: number };

export type AbandonmentCeiling = {
  /** Abandoned ÷ live answers, 0..1; 0 allows none and is progressive dialing. */
  readonly share: number;
  /** The period over which the share is measured; rolling, and at least a day. */
  readonly periodMs: Millis;
  /** When the period (or the campaign) ends, if that is known. */
  readonly endsAt?: Instant | undefined;
  /** What the period has seen before this session. */
  readonly before?: { readonly liveAnswers: number; readonly abandoned: number } | undefined;
};

/** How a verdict on an answered call reads for pacing. */
export type PacingVerdict = 'person' | 'machine' | 'other';

/** What an agent is to pacing. With seizing, an engaged agent is ready. */
export type PacingAgentState = 'ready' | 'talking' | 'wrap-up' | 'away' | 'gone';

export type PacingEvent = { readonly at: Instant } & (
  | {
      readonly type: 'attempt-opened';
      readonly attemptId: string;
      /** Calls that are alike (a calling list, a segment); answer rates are learned for each. */
      readonly listId?: string | undefined;
    }
  | { readonly type: 'attempt-ringing'; readonly attemptId: string }
  | { readonly type: 'attempt-answered'; readonly attemptId: string }
  /**
   * `agentBy`: the last instant at which an agent is in time, for a person. Said again of a call
   * that an agent has: who was taken for a person was none, and is no live answer.
   */
  | {
      readonly type: 'attempt-classified';
      readonly attemptId: string;
      readonly verdict: PacingVerdict;
      readonly agentBy?: Instant | undefined;
    }
  | { readonly type: 'attempt-connected'; readonly attemptId: string }
  /** Over for pacing, whatever the result. A person who was not connected counts as abandoned. */
  | { readonly type: 'attempt-ended'; readonly attemptId: string }
  | {
      readonly type: 'agent-changed';
      readonly agentId: string;
      readonly state: PacingAgentState;
    }
  | { readonly type: 'limits-changed'; readonly limits: PacingLimits }
  | { readonly type: 'tick' }
);

/** What only the owner of the session knows at the instant of the decision. */
export type PacingPosition = {
  readonly at: Instant;
  /** Agents who could be given a person now, reserved and promised ones left out. */
  readonly free: number;
  /** People who answered and wait for an agent. */
  readonly waiting: number;
  /** Attempts opened for no agent in particular that have not come to `waiting` or ended. */
  readonly inAir: number;
  /** Attempts that ports, trunks and rates allow to open now. */
  readonly portsFree: number;
  /**
   * Lines that are free, whatever trunks and rates let out now; left out: `portsFree`. Where none
   * is left, a call that is taken back makes room for a new one.
   */
  readonly linesFree?: number | undefined;
  /** Records that may be dialed now. */
  readonly recordsFree: number;
  /**
   * Records that may still be dialed in the period, 0..: with few left a debt cannot be paid back
   * later. Left out, no more than `recordsFree`; who only sees a buffer says Infinity.
   */
  readonly recordsLeft?: number | undefined;
  /**
   * What the owner has counted since the session began, corrections included. Given, it is the
   * ledger's truth; left out, the events are counted.
   */
  readonly counted?: { readonly liveAnswers: number; readonly abandoned: number } | undefined;
  /** Where other sessions count on the same agents; left out: none does. */
  readonly shared?: PacingShared | undefined;
};

/** What the sessions that share the agents ask of them. */
export type PacingShared = {
  /** Whom the others may need, or will take. */
  readonly demand: readonly PacingDemand[];
  /** Agents of `free` for whom one call each may be dialed without looking ahead, 0.. */
  readonly own: number;
  /** Share of the agents' work that is this session's, 0..1. */
  readonly part: number;
  /** The largest risk taken while another session is behind, 0..1; left out: its own price. */
  readonly priceMax?: number | undefined;
};

/** So many calls, each of which needs an agent by a point of `HORIZON_S` with that chance, 0..1. */
export type PacingDemand = { readonly count: number; readonly chances: Float64Array };

export type PacingDecision = {
  /** Attempts to open now, 0.. */
  readonly open: number;
  /** Attempts to hang up now; each has rung longer than the minimum and nobody has answered. */
  readonly takeBack: readonly string[];
  readonly why: PacingReason;
  /** What it was decided from, for people. */
  readonly inputs: PacingInputs;
};

/** What held the number where it is. */
export type PacingReason =
  /** One more call would risk more than the price allows. */
  | 'risk'
  /** Too little is known; one call for each free agent. */
  | 'thin-data'
  /** Few calls have ended yet; more are dialed from one ring time to the next. */
  | 'growing'
  /** The budget of the period is used up; little beyond the free agents until it is repaid. */
  | 'ledger'
  /** The counts of the owner and of the events disagree; one call for each free agent. */
  | 'mismatch'
  /** The target is met with fewer calls than the ceiling allows. */
  | 'target'
  | 'agents'
  | 'ports'
  | 'records';

export type PacingInputs = {
  readonly free: number;
  readonly waiting: number;
  readonly inAir: number;
  /** Agents expected to become free within ten seconds. */
  readonly freeSoon: number;
  /** People expected to answer within ten seconds, from the calls in the air. */
  readonly answersSoon: number;
  /** Share of dials that a person answers, as believed now, 0..1. */
  readonly answerRate: number;
  /** Chance that the next dial's person would find no agent in time, given they answer, 0..1. */
  readonly risk: number;
  /** The largest risk that is taken now, 0..1. */
  readonly price: number;
  /** The share that the ledger intends for the next answers, 0..1. */
  readonly intended: number;
  /** Of the period, with what was before. */
  readonly liveAnswers: number;
  readonly abandoned: number;
};

/** Tables that outlive a session; plain numbers, to be kept as JSON. */
export type PacingMemory = {
  readonly version: 1;
  readonly lists: Readonly<Record<string, readonly number[]>>;
  readonly talk: readonly number[];
  readonly wrapUp: readonly number[];
};
