import type { Instant, Millis } from '../basics/time.ts';
import { after, earlier, later, minutes } from '../basics/time.ts';
import type { DialSession, LeaseState } from './dial-session.ts';
import { mayAskForCallbacks } from './dial-session.ts';

/** How many chains a session keeps in hand per logged-on agent: refilled below `min`, to `full`. */
export type BufferLevels = { readonly min: number; readonly full: number };

/**
 * How many chains to ask the store for now; none while an answer is awaited, while there is enough
 * in hand, before the time to ask again, or on the way out.
 */
export function refill(
  session: DialSession,
  agents: number,
  levels: BufferLevels,
  at: Instant,
): number {
  const { buffer, lease, phase } = session;
  if (phase === 'unloading' || lease.phase === 'asking') return 0;
  if (lease.askAgainAt !== undefined && lease.askAgainAt > at) return 0;
  // Without agents there is one's worth in hand, so that the first to log on need not wait.
  const people = Math.max(1, agents);
  if (buffer.length >= levels.min * people) return 0;
  return levels.full * people - buffer.length;
}

/** Callbacks keep to their time, so they are asked for also while there is enough in hand. */
export function callbackOrder(
  session: DialSession,
  agents: number,
  { full }: BufferLevels,
  at: Instant,
): number {
  if (!mayAskForCallbacks(session) || session.callbacksAt > at) return 0;
  return full * Math.max(1, agents);
}

/** After an answer: when the next one falls due; others may put some back at any time. */
export function callbacksAfter(
  { nextCallbackAt }: { readonly nextCallbackAt?: Instant },
  at: Instant,
  retryMs: Millis,
): Instant {
  const latest = after(at, ASK_AGAIN_AT_LATEST);
  if (nextCallbackAt === undefined) return latest;
  // Some that are due could not be given yet: not asked for in the same breath.
  return nextCallbackAt <= at ? after(at, retryMs) : earlier(latest, nextCallbackAt);
}

/** A callback of this session is in the store and falls due then. */
export const withCallback = (session: DialSession, dueAt: Instant, at: Instant): DialSession => ({
  ...session,
  callbacksAt: earlier(session.callbacksAt, later(dueAt, at)),
});

/** What the store said of the lists of a session. */
export type LeaseAnswer = {
  readonly leased: number;
  readonly openChains: number;
  readonly nextDueAt: Instant | undefined;
};

/** Other users of a list may put records back at any time, so an empty answer is asked again. */
const ASK_AGAIN_AT_LATEST = minutes(1);

/** When to ask again after an answer; after an empty one not before `retryMs`. */
export function leaseAfter(answer: LeaseAnswer, at: Instant, retryMs: Millis): LeaseState {
  if (answer.leased > 0) return idle(undefined);
  const latest = after(at, ASK_AGAIN_AT_LATEST);
  if (answer.nextDueAt === undefined) return idle(latest);
  return idle(earlier(latest, later(after(at, retryMs), answer.nextDueAt)));
}

/** After an answer about callbacks alone: what was to be asked of the rest is asked as before. */
export const leaseBefore = ({ lease }: DialSession): LeaseState =>
  idle(lease.phase === 'asking' ? lease.others?.askAgainAt : lease.askAgainAt);

/** What came to the store while it was asked is asked for as well. */
export function withMissed(lease: LeaseState, before: LeaseState, at: Instant): LeaseState {
  const missedAt = before.phase === 'asking' ? before.missedAt : undefined;
  if (missedAt === undefined || lease.phase !== 'idle' || lease.askAgainAt === undefined) {
    return lease;
  }
  return idle(earlier(lease.askAgainAt, later(missedAt, at)));
}

/** Nothing is left in the store, now or later. */
export const isFinished = ({ leased, openChains, nextDueAt }: LeaseAnswer): boolean =>
  leased === 0 && openChains === 0 && nextDueAt === undefined;

/** A chain went back to the store and falls due then: the session is not finished, and asks. */
export function withOpenChain(session: DialSession, dueAt: Instant, at: Instant): DialSession {
  const { lease } = session;
  const open = { ...session, finished: false };
  if (lease.phase === 'asking') {
    return { ...open, lease: { ...lease, missedAt: earlier(lease.missedAt ?? dueAt, dueAt) } };
  }
  // Without a time it asks as soon as the buffer runs low: naming one could only delay it.
  if (lease.askAgainAt === undefined) return open;
  return { ...open, lease: idle(earlier(lease.askAgainAt, later(dueAt, at))) };
}

/** Asked as soon as may be; what an older question brings is of no use any more. */
export const leaseAnew = ({ lease }: DialSession): LeaseState =>
  lease.phase === 'asking' ? { ...lease, isOutdated: true } : idle(undefined);

const idle = (askAgainAt: Instant | undefined): LeaseState => ({ phase: 'idle', askAgainAt });
