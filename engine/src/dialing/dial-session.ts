import type { CampaignGroupId, ChainId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, earlier } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { CampaignPlan, DialingMode } from '../campaigns/campaign.ts';
import type { PacingTarget } from '../pacing/contract.ts';
import type { ListTurn } from './list-turns.ts';
import type { Trunks } from './trunks.ts';
import { rested } from './trunks.ts';

/** Why a running session is not dialing more. Several can be true at once. */
export type Waits = {
  readonly records: boolean;
  readonly ports: boolean;
  readonly agents: boolean;
  /** Calls do not get out: one is tried now and then. */
  readonly trunks: boolean;
  /** Who is to be asked before each dial cannot be asked just now; left out when it is not so. */
  readonly validation?: boolean;
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
  /** What the predictive controller aims at; undefined: the plan's share of abandoned calls. */
  readonly target: PacingTarget | undefined;
  readonly autoComplete: boolean;
  readonly loadedAt: Instant;
  /** Start of the present phase. */
  readonly since: Instant;
  readonly phase: 'loading' | 'active' | 'running' | 'unloading';
  /** Unloading without waiting for after-call work. A person on the line is still not dropped. */
  readonly forced: boolean;
  /** Leased chains nobody works on yet, next one first. */
  readonly buffer: readonly ChainId[];
  /** Leased callbacks whose time has come and that wait for their agents, oldest promise first. */
  readonly callbacks: readonly ChainId[];
  /** The store is asked for callbacks then, however full the buffer is. */
  readonly callbacksAt: Instant;
  readonly lease: LeaseState;
  /** Whose turn it is among the lists. */
  readonly turns: readonly ListTurn[];
  /** Leases of this session are renewed then. */
  readonly renewAt: Instant;
  /** No new attempt before this moment: the store or the switch has just failed. */
  readonly pausedUntil: Instant | undefined;
  /** Nobody is asked about, and so nobody dialed, before this: the circuit is open. */
  readonly circuitOpenUntil?: Instant | undefined;
  /** The predictive controller is asked again then, though nothing happens. */
  readonly paceAt: Instant | undefined;
  readonly trunks: Trunks;
  /** The store has nothing left for this session, now or later. */
  readonly finished: boolean;
  readonly waits: Waits;
  readonly counts: SessionCounts;
  /** How often an agent was connected, machines included: a share of that is recorded evenly. */
  readonly connects: number;
};

/**
 * Where the session stands with the store: asking, or when to ask again. Undefined: as soon as
 * the buffer runs low.
 */
export type LeaseState =
  | { readonly phase: 'idle'; readonly askAgainAt: Instant | undefined }
  | {
      readonly phase: 'asking';
      readonly askedAt: Instant;
      /** Asked for callbacks only: when to ask for the others again. */
      readonly others?: { readonly askAgainAt: Instant | undefined };
      /** The order was changed since: what comes goes back, and is asked for anew. */
      readonly isOutdated?: true;
      /** Came to the store since and falls due then: the answer may not know of it. */
      readonly missedAt?: Instant;
    };

export type DialSessionPhase = DialSession['phase'];

export const NO_WAITS: Waits = { records: false, ports: false, agents: false, trunks: false };

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

/** What the predictive controller aims at: as chosen, else the share that the campaign allows. */
export const targetOf = ({ plan, target }: DialSession): PacingTarget =>
  target ?? { kind: 'abandonment', share: plan.limits.abandonShareMax };

/** The earliest moment at which this session wants to be looked at again. */
export function sessionDeadline(session: DialSession): Instant | undefined {
  const wishes: Instant[] = [session.renewAt];
  if (session.lease.phase === 'idle' && session.lease.askAgainAt !== undefined) {
    wishes.push(session.lease.askAgainAt);
  }
  if (session.pausedUntil !== undefined) wishes.push(session.pausedUntil);
  if (session.circuitOpenUntil !== undefined) wishes.push(session.circuitOpenUntil);
  if (session.paceAt !== undefined) wishes.push(session.paceAt);
  if (mayAskForCallbacks(session)) wishes.push(session.callbacksAt);
  if (session.trunks.phase === 'resting') wishes.push(session.trunks.until);
  return wishes.reduce(earlier);
}

/** Nothing is called before the group is loaded, and nothing more after it is let go. */
export const mayAskForCallbacks = ({ phase, lease }: DialSession): boolean =>
  (phase === 'active' || phase === 'running') && lease.phase === 'idle';

/** The same session without this chain in hand. */
export const without = (session: DialSession, chainId: ChainId): DialSession => ({
  ...session,
  buffer: session.buffer.filter((id) => id !== chainId),
  callbacks: session.callbacks.filter((id) => id !== chainId),
});

export type Counted = Exclude<keyof SessionCounts, 'byResult'>;

/** One more of these in the session; one less when it turned out to be none. */
export const counted = (session: DialSession, what: Counted, by: 1 | -1 = 1): DialSession => ({
  ...session,
  counts: { ...session.counts, [what]: session.counts[what] + by },
});

/** One more attempt ended like this. */
export function countedResult(session: DialSession, result: CallResult): DialSession {
  const { byResult } = session.counts;
  const sofar = byResult[result] ?? 0;
  return {
    ...session,
    counts: { ...session.counts, byResult: { ...byResult, [result]: sofar + 1 } },
  };
}

/** As if one attempt had not been decided; nothing new until the store has recovered. */
export const withoutLast = (session: DialSession, pausedUntil: Instant): DialSession => ({
  ...session,
  pausedUntil,
  counts: { ...session.counts, attempts: session.counts.attempts - 1 },
});

export const isPaused = ({ pausedUntil }: DialSession, at: Instant): boolean =>
  pausedUntil !== undefined && pausedUntil > at;

/** The campaign waits until whoever validates its dials can be asked again. */
export const isCircuitOpen = ({ circuitOpenUntil }: DialSession, at: Instant): boolean =>
  circuitOpenUntil !== undefined && circuitOpenUntil > at;

export const sameWaits = (a: Waits, b: Waits): boolean =>
  a.records === b.records &&
  a.ports === b.ports &&
  a.agents === b.agents &&
  a.trunks === b.trunks &&
  (a.validation ?? false) === (b.validation ?? false);

/** What time alone does to a session: wishes that came true are over, or they would hide others. */
export function refreshed(session: DialSession, at: Instant, renewEveryMs: Millis): DialSession {
  const { lease, renewAt, pausedUntil, paceAt } = session;
  const isAskDue =
    lease.phase === 'idle' && lease.askAgainAt !== undefined && lease.askAgainAt <= at;
  return {
    ...session,
    renewAt: renewAt <= at ? after(at, renewEveryMs) : renewAt,
    pausedUntil: isPaused(session, at) ? pausedUntil : undefined,
    circuitOpenUntil: isCircuitOpen(session, at) ? session.circuitOpenUntil : undefined,
    paceAt: paceAt !== undefined && paceAt <= at ? undefined : paceAt,
    trunks: rested(session.trunks, at),
    lease: isAskDue ? { phase: 'idle', askAgainAt: undefined } : lease,
  };
}
