import type { AgentSession, SystemReason } from '../agents/agent-session.ts';
import { pendingAfterLoss } from '../agents/agent-session.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { isUnanswered, noPersonOn } from '../dialing/attempt.ts';
import { heldChain, holdChain, putAgent, putAttempt, sessionOf } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';
import { abandon } from './call-events.ts';
import { cancel } from './cancel.ts';
import { closeEmpty } from './conclude.ts';
import { passBack } from './offers.ts';

type In<Phase extends AgentSession['phase']> = Extract<AgentSession, { phase: Phase }>;

/** The offer goes back as if it had never been shown; the agent stops. */
export function losePreview(turn: Turn, agent: In<'previewing'>, reason: SystemReason): void {
  const offer = turn.state.offers.get(agent.offerId);
  enter(turn, agent, { phase: 'not-ready', reason });
  if (offer !== undefined) passBack(turn, offer, 'withdrawn');
}

/**
 * The agent who was promised to this call cannot take it. Nobody is rung for nobody; a person who
 * has answered already goes to whoever is free, or is told the message in time.
 */
export function loseCall(
  turn: Turn,
  agent: AgentSession,
  attempt: Attempt,
  reason: SystemReason,
): void {
  putAgent(turn, { ...agent, pending: pendingAfterLoss(agent, reason) });
  if (isUnanswered(attempt)) {
    return cancel(turn, attempt, 'dropped-on-no-answer');
  }
  const opened =
    attempt.openedFor === undefined ? undefined : turn.state.interactions.get(attempt.openedFor);
  if (opened?.earlier !== undefined) {
    // The conversation before is this agent's to finish: nobody else can go on with it.
    const message = sessionOf(turn.state, attempt.groupId).plan.abandonMessage;
    const { id: attemptId } = attempt;
    if (noPersonOn(attempt) !== undefined) turn.effects.push({ type: 'hang-up', attemptId });
    else turn.effects.push({ type: 'play-and-release', attemptId, message, when: 'now' });
    return abandon(turn, attempt, 'dropped');
  }
  if (attempt.openedFor !== undefined) {
    // What was opened for this agent is closed with them: another agent gets a screen of their own.
    closeEmpty(turn, attempt.openedFor, 'redirected');
    holdChain(turn, { ...heldChain(turn.state, attempt.chainId), place: 'attempt' });
  }
  putAttempt(turn, { ...attempt, agentId: undefined, openedFor: undefined });
  settleAgent(turn, agent.agentId);
}
