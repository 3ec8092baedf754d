import type { CampaignGroupId, ChainId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { earlier } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { CampaignPlan, DialingMode } from '../campaigns/campaign.ts';

/** Why a running session is not dialing more. Several can be true at once. */
export type Waits = {
  readonly records: boolean;
  readonly ports: boolean;
  readonly agents: boolean;
};

/** Counted since the session was loaded. */
export type SessionCounts = {
  readonly attempts: number;
  /** Persons who answered, as the law counts: connected and abandoned. */
  readonly liveAnswers: number;
  readonly connected: number;
  readonly abandoned: number;
  readonly byResult: Readonly<Partial<Record<CallResult, number>>>;
  readonly offers: number;
  readonly rejects: number;
  readonly timeOuts: number;
};

/**
 * The life of a loaded campaign group.
 *
 *   loading → active ⇄ running
 *       └───────┴─────────┴──→ unloading → (unloaded, and forgotten here)
 */
export type DialSession = {
  readonly groupId: CampaignGroupId;
  readonly plan: CampaignPlan;
  readonly mode: DialingMode;
  readonly multiplier: number;
  readonly autoComplete: boolean;
  readonly loadedAt: Instant;
  /** Start of the present phase. */
  readonly since: Instant;
  readonly phase: 'loading' | 'active' | 'running' | 'unloading';
  /** Unloading without waiting for after-call work. A person on the line is still not dropped. */
  readonly forced: boolean;
  /** Leased chains nobody works on yet, next one first. */
  readonly buffer: readonly ChainId[];
  readonly lease: LeaseState;
  /** Leases of this session are renewed then. */
  readonly renewAt: Instant;
  /** No new attempt before this moment: the store or the switch has just failed. */
  readonly pausedUntil: Instant | undefined;
  /** The store has nothing left for this session, now or later. */
  readonly finished: boolean;
  readonly waits: Waits;
  readonly counts: SessionCounts;
};

/** Where the session stands with the store: asking, or when to ask again. */
export type LeaseState =
  | { readonly phase: 'idle'; readonly askAgainAt: Instant | undefined }
  | { readonly phase: 'asking'; readonly askedAt: Instant };

export type DialSessionPhase = DialSession['phase'];

export const NO_COUNTS: SessionCounts = {
  attempts: 0,
  liveAnswers: 0,
  connected: 0,
  abandoned: 0,
  byResult: {},
  offers: 0,
  rejects: 0,
  timeOuts: 0,
};

/** The earliest moment at which this session wants to be looked at again. */
export function sessionDeadline(session: DialSession): Instant | undefined {
  const wishes: Instant[] = [session.renewAt];
  if (session.lease.phase === 'idle' && session.lease.askAgainAt !== undefined) {
    wishes.push(session.lease.askAgainAt);
  }
  if (session.pausedUntil !== undefined) wishes.push(session.pausedUntil);
  return wishes.reduce(earlier);
}
