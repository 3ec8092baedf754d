import type { PacingCounts } from '../pacing/controller.ts';
import type { Attempt } from './attempt.ts';
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
  readonly attempts: Iterable<Attempt>;
};

/** The letters of the published rule, counted from what the session has in hand. */
export function pacingCounts(session: DialSession, hand: InHand): PacingCounts {
  const { free, offers } = hand;
  let open = offers + hand.connected;
  let waiting = 0;
  let inAir = offers;
  let promised = offers;
  for (const { phase, agentId } of hand.attempts) {
    open += 1;
    if (phase === 'connected') continue;
    if (phase === 'waiting') {
      waiting += 1;
      continue;
    }
    inAir += 1;
    if (agentId !== undefined) promised += 1;
  }
  const portsFree = Math.max(0, session.plan.limits.attemptsMax - open);
  // Agents promised to a call in the air are ready in the sense of the published rule.
  return { ready: free + promised, waiting, inAir, portsFree, recordsFree: session.buffer.length };
}
