import type { AgentOrder } from '../agent-order.ts';
import { entryOf } from '../agent-order.ts';
import type { AgentSession } from '../agents/agent-session.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { CommandOutcome } from '../effect.ts';
import type { Turn } from '../turn.ts';
import { want } from './agent-commands.ts';
import { releaseBySupervisor } from './disengage.ts';

/** What a supervisor orders of one agent; who did is kept, unless it was refused. */
export function onAgentOrder(turn: Turn, by: string, order: AgentOrder): CommandOutcome {
  const agent = turn.state.agents.get(order.agentId);
  if (agent === undefined) return fail(refusal('AGENT_NOT_LOGGED_ON'));
  const outcome = carryOut(turn, agent, order);
  if (outcome.ok) turn.effects.push(entryOf(order, by, turn.at));
  return outcome;
}

function carryOut(turn: Turn, agent: AgentSession, order: AgentOrder): CommandOutcome {
  if (order.type === 'set-agent-status') return setStatus(turn, agent, order.status);
  if (agent.phase !== 'engaged') return fail(refusal('NOT_ENGAGED'));
  releaseBySupervisor(turn, agent);
  return ok({ done: 'done' });
}

/** The supervisor's hand on a status: the same rules, with the supervisor as the reason. */
const setStatus = (turn: Turn, agent: AgentSession, to: 'ready' | 'not-ready' | 'logged-off') =>
  want(turn, agent, to === 'not-ready' ? { to, reason: 'supervisor' } : { to });
