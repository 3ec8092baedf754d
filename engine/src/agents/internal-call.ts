import type { AgentId, InternalCallId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Instant } from '../basics/time.ts';
import { after, seconds } from '../basics/time.ts';
import { isUsable } from './agent-phone.ts';
import type { AgentSession } from './agent-session.ts';
import { holding } from './agent-session.ts';
import { newCallProblem } from './placing.ts';

/**
 * A call from one agent to another, about nothing in particular: no contact, no record, nothing to
 * be said of it afterwards. Both agents hold it, alike.
 *
 *   ringing → talking → (over, and forgotten here)
 */
export type InternalCall = {
  readonly id: InternalCallId;
  readonly from: AgentId;
  readonly to: AgentId;
  /** Start of the present phase. */
  readonly since: Instant;
} & ({ readonly phase: 'ringing'; readonly giveUpAt: Instant } | { readonly phase: 'talking' });

/** Rings on the colleague's screen for so long. */
const RING_MS = seconds(30);

export const newInternalCall = (
  { id, from, to }: Pick<InternalCall, 'id' | 'from' | 'to'>,
  at: Instant,
): InternalCall => ({ id, from, to, since: at, phase: 'ringing', giveUpAt: after(at, RING_MS) });

export const answeredCall = ({ id, from, to }: InternalCall, at: Instant): InternalCall => ({
  id,
  from,
  to,
  since: at,
  phase: 'talking',
});

export const colleagueIn = ({ from, to }: InternalCall, agentId: AgentId): AgentId =>
  from === agentId ? to : from;

/**
 * Why one agent cannot call the other now; undefined when they can. The colleague may be Not Ready:
 * they are asked, and may reject.
 */
export function internalCallProblem(
  caller: AgentSession,
  colleague: AgentSession | undefined,
  isSwitchUp: boolean,
): RefusalCode | undefined {
  const problem = newCallProblem(caller);
  if (problem !== undefined) return problem;
  if (!isUsable(caller.phone)) return 'PHONE_NOT_READY';
  if (!isSwitchUp) return 'SWITCH_UNAVAILABLE';
  if (colleague === undefined) return 'AGENT_NOT_LOGGED_ON';
  if (colleague.agentId === caller.agentId) return 'TARGET_SELF';
  if (holding(colleague) !== 'nothing') return 'TARGET_BUSY';
  const isThere = colleague.goneSince === undefined && isUsable(colleague.phone);
  return isThere ? undefined : 'TARGET_UNREACHABLE';
}

/** The agent's own leg is wanted: the caller's at once, the colleague's once they have accepted. */
export const wantsLeg = ({ phase, from }: InternalCall, agentId: AgentId): boolean =>
  phase === 'talking' || from === agentId;

/** Both agents, the caller first. */
export const pairOf = ({ from, to }: InternalCall): readonly [AgentId, AgentId] => [from, to];

/** The call of this id that the agent holds; undefined when it is over. */
export const heldCall = (agent: AgentSession, id: InternalCallId): InternalCall | undefined =>
  agent.phase === 'internal' && agent.internal.id === id ? agent.internal : undefined;

/**
 * What the caller reads of a call that is over by the doing of `by`, or because they are lost;
 * undefined when there is nothing to tell: they have talked, or thought better of it.
 */
export function toldToCaller(
  { phase, from }: InternalCall,
  by: AgentId,
  how: 'ended' | 'lost',
): RefusalCode | undefined {
  if (phase === 'talking') return undefined;
  if (how === 'lost') return by === from ? 'PHONE_NOT_READY' : 'COLLEAGUE_NO_ANSWER';
  return by === from ? undefined : 'COLLEAGUE_REJECTED';
}
