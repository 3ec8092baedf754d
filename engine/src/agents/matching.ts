import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { isServedBefore } from '../dialing/attempt.ts';
import { isUsable } from './agent-phone.ts';
import type { AgentSession } from './agent-session.ts';
import { isFree, isNextBefore } from './agent-session.ts';

/** Agents who can be given a call now, longest ready first. */
export const freeInOrder = (agents: Iterable<AgentSession>): readonly AgentSession[] =>
  [...agents].filter(isFree).sort((a, b) => (isNextBefore(a, b) ? -1 : 1));

/** The agent whose turn it is; undefined when nobody is free. */
export function longestReady(agents: Iterable<AgentSession>): AgentSession | undefined {
  let best: AgentSession | undefined;
  for (const agent of agents) {
    if (isFree(agent) && (best === undefined || isNextBefore(agent, best))) best = agent;
  }
  return best;
}

/** People who answered and wait, in the order in which they get agents. */
export function waitingInOrder(attempts: Iterable<Attempt>): readonly AttemptIn<'waiting'>[] {
  const waiting: AttemptIn<'waiting'>[] = [];
  for (const attempt of attempts) if (attempt.phase === 'waiting') waiting.push(attempt);
  return waiting.sort((a, b) => (isServedBefore(a, b) ? -1 : 1));
}

/** A person can be given to the agent they were promised to: the agent will be heard. */
export const mayServe = (agent: AgentSession, attempt: Attempt): boolean =>
  isPromised(agent, attempt) && isUsable(agent.phone);

/** The agent is there for this very attempt: reserved for it, or having accepted its record. */
export function isPromised(agent: AgentSession, attempt: Attempt): boolean {
  if (agent.phase === 'reserved') return agent.attemptId === attempt.id;
  return agent.phase === 'talking' && agent.interactionId === attempt.openedFor;
}
