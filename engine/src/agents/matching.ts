import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { isServedBefore } from '../dialing/attempt.ts';
import { isHeard, isUsable } from './agent-phone.ts';
import type { AgentIn, AgentSession } from './agent-session.ts';
import { isFree, isNextBefore } from './agent-session.ts';
import { isForAnybody } from './engagement.ts';

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

/** On the line for whoever answers, heard, and with a screen to show them on. */
export const isEngagedForAnybody = (agent: AgentSession): agent is AgentIn<'engaged'> =>
  agent.phase === 'engaged' &&
  agent.engagement.phase === 'engaged' &&
  isForAnybody(agent.engagement) &&
  agent.goneSince === undefined &&
  isHeard(agent.phone);

/** How many of these could be given somebody who answers. */
export const countForAnybody = (agents: Iterable<AgentSession>): number =>
  [...agents].filter(isEngagedForAnybody).length;

/** How many of these are held for a record that is not dialed yet: on its way, like an offer. */
export const countUndialed = (agents: Iterable<AgentIn<'engaged'>>): number =>
  [...agents].filter(
    ({ engagement }) => !isForAnybody(engagement) && engagement.phase !== 'dialing',
  ).length;

/** The agent who has been on the line for longest; undefined when nobody is. */
export function longestEngaged(agents: Iterable<AgentSession>): AgentIn<'engaged'> | undefined {
  let best: AgentIn<'engaged'> | undefined;
  for (const agent of agents) {
    if (!isEngagedForAnybody(agent)) continue;
    if (best === undefined || isNextBefore(agent, best)) best = agent;
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
  isPromised(agent, attempt) &&
  (agent.phase === 'engaged' ? isHeard(agent.phone) : isUsable(agent.phone));

/** The agent is there for this very attempt: reserved or engaged for it, or by its record. */
export function isPromised(agent: AgentSession, attempt: Attempt): boolean {
  if (agent.phase === 'reserved') return agent.attemptId === attempt.id;
  if (agent.phase === 'engaged') {
    const { engagement } = agent;
    return engagement.phase === 'dialing' && engagement.attemptId === attempt.id;
  }
  return agent.phase === 'talking' && agent.interactionId === attempt.openedFor;
}
