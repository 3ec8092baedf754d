import type { AttemptId, CampaignGroupId, ChainId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { seconds } from '../basics/time.ts';
import type { DialObstacle } from '../compliance/dial-question.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused } from '../dialing/dial-session.ts';
import { isUsable } from './agent-phone.ts';
import type { AgentSession } from './agent-session.ts';
import { holding } from './agent-session.ts';
import { sessionPermission } from './session-actions.ts';

/**
 * A manual call before its dial: the number is looked up and leased while the agent's own leg comes
 * up, and the contact is called when both are there.
 */
export type Placing = {
  /** The attempt's, if it comes to one. */
  readonly callId: AttemptId;
  readonly groupId: CampaignGroupId;
  readonly phone: PhoneNumber;
  readonly giveUpAt: Instant;
  /** What is leased for it; undefined: the store has not answered yet. */
  readonly chainId: ChainId | undefined;
  /** The store has been asked about this very number, which it may not have been at a lease. */
  readonly isChecked: boolean;
};

/** A call of the agent's own that was not made, for the agent to read. */
export type RefusedCall = {
  /** The number, or the name of a colleague. */
  readonly whom: string;
  readonly code: RefusalCode;
  readonly at: Instant;
};

/** Looking a number up and raising a leg takes seconds; after this something is broken. */
export const PLACING_MS: Millis = seconds(20);

/** The loaded campaigns for which this agent may call by hand, first one first. */
export const manualSessions = (
  agent: AgentSession,
  sessions: Iterable<DialSession>,
): readonly DialSession[] =>
  [...sessions]
    .filter(({ phase }) => phase === 'active' || phase === 'running')
    .filter(({ plan }) => plan.manualCalls === true)
    .filter(({ plan }) => agent.groupIds.includes(plan.agentGroupId))
    .sort((a, b) => (a.groupId < b.groupId ? -1 : 1));

/** Why this agent cannot begin any call of their own now; undefined when they can. */
export function newCallProblem(agent: AgentSession): RefusalCode | undefined {
  // Whose line is held for a contact is told until when, as with everything else.
  const permission = sessionPermission('new-call', agent.phase);
  if (permission !== 'allowed') return permission;
  return holding(agent) === 'nothing' ? undefined : 'AGENT_BUSY';
}

/** Why this agent cannot begin a manual call now, whatever the number; undefined when they can. */
export function placingProblem(
  agent: AgentSession,
  session: DialSession | undefined,
  isSwitchUp: boolean,
  at: Instant,
): RefusalCode | undefined {
  const problem = newCallProblem(agent);
  if (problem !== undefined) return problem;
  if (session === undefined) return 'MANUAL_CALL_NOT_ALLOWED';
  if (!isUsable(agent.phone)) return 'PHONE_NOT_READY';
  if (!isSwitchUp) return 'SWITCH_UNAVAILABLE';
  // The store has just failed: what cannot be written is not dialed.
  return isPaused(session, at) ? 'STORE_UNAVAILABLE' : undefined;
}

/** The agent is on the line, so that nobody is rung for nobody. */
export const isOnLine = ({ phone }: AgentSession): boolean =>
  phone.kind === 'none' || (phone.leg === 'up' && !phone.silent);

/** What an obstacle at the moment of dialing is called to the agent. */
export const OBSTACLE_CODES = {
  'lease-over': 'STORE_UNAVAILABLE',
  suppressed: 'NUMBER_SUPPRESSED',
  'used-up': 'NUMBER_USED_UP',
  'window-closed': 'OUTSIDE_WINDOW',
  'hours-closed': 'OUTSIDE_WINDOW',
  'limit-reached': 'ATTEMPT_LIMIT_REACHED',
} as const satisfies Record<DialObstacle['kind'], RefusalCode>;
