import { unreachable } from '../basics/assert.ts';
import { isSeizing } from '../campaigns/dialing-order.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import type { AgentSession } from './agent-session.ts';
import { wantsLeg } from './internal-call.ts';

/** What an agent's phase wants of their leg; `as-is`: a leg that is there stays. */
export type LegWish = 'up' | 'down' | 'as-is';

/** A nailed-up leg is there from the first Ready to the end of the shift; any other for a call. */
export function legWish(agent: AgentSession, isNailedUp: boolean): LegWish {
  switch (agent.phase) {
    case 'placing':
    case 'reserved':
    case 'engaged':
    case 'talking':
    case 'consulted':
      return 'up';
    case 'internal':
      if (wantsLeg(agent.internal, agent.agentId)) return 'up';
      return isNailedUp ? 'as-is' : 'down';
    case 'ready':
      return isNailedUp ? 'up' : 'down';
    case 'wrap-up':
      if (agent.recallTo !== undefined) return 'up';
      return isNailedUp ? 'as-is' : 'down';
    case 'not-ready':
    case 'previewing':
      return isNailedUp ? 'as-is' : 'down';
    default:
      return unreachable(agent);
  }
}

/** One campaign that wants it is enough: an agent has one leg for all of them. */
export function isNailedUp(agent: AgentSession, sessions: Iterable<DialSession>): boolean {
  for (const { phase, plan, mode } of sessions) {
    // With seizing one leg serves many customers in turn, whatever the campaign says of legs.
    const isKept = plan.voice.agentLeg === 'nailed-up' || isSeizing(mode);
    if (phase === 'unloading' || !isKept) continue;
    if (agent.groupIds.includes(plan.agentGroupId)) return true;
  }
  return false;
}
