import type { Instant } from '../basics/time.ts';
import type { PacingPosition, PacingShared } from '../pacing/contract.ts';
import type { PacingCounts } from '../pacing/counts.ts';
import type { Attempt } from './attempt.ts';
import { isPaced } from './attempt-pacing.ts';
import type { DialSession } from './dial-session.ts';

/** Who and what there is for a session at one instant. */
export type InHand = {
  /** Agents who could be given a person now; with seizing, those who are on the line. */
  readonly free: number;
  /** Records that agents are looking at, or are on the line for, and that are not dialed yet. */
  readonly offers: number;
  /** Attempts that have reached an agent. */
  readonly connected: number;
  /** The others. */
  readonly attempts: readonly Attempt[];
  /** m, 0.1..10. */
  readonly linesPerAgent: number;
};

/**
 * The letters of the published rule, counted from what the session has in hand. Agents promised to
 * a call are ready in the sense of the rule while it gives each agent at most one line. Above that
 * they are reserved for other work, as with a promise, a recall or a call of their own: they cannot
 * take whoever answers on the lines that they would bring.
 */
export function pacingCounts(session: DialSession, hand: InHand): PacingCounts {
  const { free, offers } = hand;
  let open = offers + hand.connected;
  let waiting = 0;
  let anybodys = 0;
  let promised = offers;
  for (const { phase, agentId } of hand.attempts) {
    open += 1;
    if (phase === 'connected') continue;
    if (phase === 'waiting') waiting += 1;
    else if (agentId === undefined) anybodys += 1;
    else promised += 1;
  }
  const portsFree = Math.max(0, session.plan.limits.attemptsMax - open);
  const counted = hand.linesPerAgent > 1 ? 0 : promised;
  const recordsFree = session.buffer.length;
  return { ready: free + counted, waiting, inAir: anybodys + counted, portsFree, recordsFree };
}

/** The same for the predictive controller, which knows who is promised to whom by their absence. */
export function pacingPosition(
  session: DialSession,
  hand: InHand,
  { waiting, portsFree, recordsFree }: PacingCounts,
  at: Instant,
  shared: PacingShared | undefined,
): PacingPosition {
  const { free } = hand;
  const inAir = hand.attempts.filter(
    (attempt) => isPaced(attempt) && attempt.phase !== 'waiting',
  ).length;
  const { liveAnswers, abandoned } = session.counts;
  const counted = { liveAnswers, abandoned };
  // In hand is a buffer of lists whose length nobody knows.
  const recordsLeft = Number.POSITIVE_INFINITY;
  return { at, free, waiting, inAir, portsFree, recordsFree, recordsLeft, counted, shared };
}
