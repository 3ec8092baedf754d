import type { AgentIn, SystemReason } from '../agents/agent-session.ts';
import { pendingAfterLoss } from '../agents/agent-session.ts';
import { countForAnybody } from '../agents/matching.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { isPredicted, isSeizing, linesPerAgent } from '../campaigns/dialing-order.ts';
import { excessCalls } from '../dialing/excess.ts';
import {
  agentOf,
  attemptOf,
  engagedAgentsOf,
  heldChain,
  putAgent,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { cancel } from './cancel.ts';
import { returnToTop } from './chains.ts';

/** The agent cannot be held on the line any more, and stops. */
export function loseEngaged(turn: Turn, agent: AgentIn<'engaged'>, reason: SystemReason): void {
  putAgent(turn, { ...agent, pending: pendingAfterLoss(agent, reason) });
  disengage(turn, agent);
}

/**
 * Lets the line go, to wherever the agent goes next. Who has not been dialed is not, and goes back;
 * who is being dialed is cancelled. Somebody who has answered is with the agent already.
 */
export function disengage(turn: Turn, { agentId, engagement }: AgentIn<'engaged'>): void {
  const { groupId, record } = engagement;
  if (engagement.phase === 'dialing')
    return cancel(turn, attemptOf(turn.state, engagement.attemptId), 'dropped-on-no-answer');
  settleAgent(turn, agentId);
  if (record === undefined) return takeBackExcess(turn, groupId);
  returnToTop(turn, sessionOf(turn.state, groupId), heldChain(turn.state, record.chainId));
}

/** An agent who leaves the line leaves calls behind that were made for them. */
function takeBackExcess(turn: Turn, groupId: CampaignGroupId): void {
  const session = sessionOf(turn.state, groupId);
  if (!isSeizing(session.mode)) return;
  // Predictive pacing counts with agents who leave, and takes back what has rung long enough.
  if (isPredicted(session)) return;
  const lines = linesPerAgent(session);
  const agents = countForAnybody(engagedAgentsOf(turn.state, groupId));
  const excess = excessCalls(unmetAttemptsOf(turn.state, groupId), agents, lines);
  for (const attempt of excess) cancel(turn, attempt, 'dropped-on-no-answer');
}

/** A supervisor takes the agent off the line; the agent is not held again before they say so. */
export function releaseBySupervisor(turn: Turn, agent: AgentIn<'engaged'>): void {
  const pending = agent.pending ?? ({ to: 'not-ready', reason: 'released' } as const);
  putAgent(turn, { ...agentOf(turn.state, agent.agentId), pending });
  disengage(turn, agent);
}
