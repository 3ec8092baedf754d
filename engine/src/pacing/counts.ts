import type { PacingInputs, PacingReason } from './contract.ts';

/** What a controller decides from: counts at one instant, no calls and no agents. */
export type PacingCounts = {
  /** R: agents who could talk now; up to one line each, also those promised to an attempt. */
  readonly ready: number;
  /** Q: people who answered and wait for an agent. */
  readonly waiting: number;
  /** D: attempts and offers under way for the agents of R that have not reached one yet. */
  readonly inAir: number;
  /** Attempts that may still be opened under the limit of the group. */
  readonly portsFree: number;
  /** Chains in the buffer that may be dialed now. */
  readonly recordsFree: number;
};

/** What bound the decision: nothing, or the limit that made it smaller. */
export type PacingBound = 'nothing' | 'pause' | 'switch' | 'trunks' | 'rate' | PacingReason;

/** Why pacing opened what it opened last; kept for the console. */
export type PacingView = {
  readonly ready: number;
  readonly waiting: number;
  readonly inAir: number;
  /** What the rule asked for, before limits. */
  readonly wanted: number;
  readonly opened: number;
  readonly bound: PacingBound;
  /** What predictive pacing saw ahead; undefined while the published rule decides. */
  readonly forecast?: PacingInputs | undefined;
};
