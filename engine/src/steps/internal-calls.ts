import type { AgentIn, AgentSession, SystemReason } from '../agents/agent-session.ts';
import { begun, pendingAfterLoss } from '../agents/agent-session.ts';
import type { InternalCall } from '../agents/internal-call.ts';
import * as call from '../agents/internal-call.ts';
import type { AgentId, InternalCallId } from '../basics/ids.ts';
import { internalCallId } from '../basics/ids.ts';
import type { Refusal, RefusalCode } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { agentOf, putAgent } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { followLeg } from './agent-legs.ts';
import { enter, settleAgent } from './agent-phases.ts';

/** Rings on the colleague's screen; from now on neither of the two is given anything else. */
export function callAgent(turn: Turn, caller: AgentSession, to: AgentId): Refusal | undefined {
  const { state, at } = turn;
  const problem = call.internalCallProblem(caller, state.agents.get(to), state.isSwitchUp);
  if (problem !== undefined) return refusal(problem);
  const id = internalCallId(nextId(state, 'c'));
  const internal = call.newInternalCall({ id, from: caller.agentId, to }, at);
  for (const each of call.pairOf(internal)) {
    enter(turn, begun(agentOf(state, each), at), { phase: 'internal', internal });
  }
  return undefined;
}

/** The colleague takes the call: both are brought to the line. */
export function acceptInternalCall(
  turn: Turn,
  agent: AgentSession,
  id: InternalCallId,
): Refusal | undefined {
  const held = call.heldCall(agent, id);
  if (held === undefined) return refusal('INTERNAL_CALL_GONE');
  // A caller has nothing to accept, and a second press changes nothing.
  if (held.to !== agent.agentId || held.phase === 'talking') return undefined;
  if (!turn.state.isSwitchUp) return refusal('SWITCH_UNAVAILABLE');
  const internal = call.answeredCall(held, turn.at);
  for (const each of call.pairOf(internal)) {
    putAgent(turn, { ...agentOf(turn.state, each), phase: 'internal', internal });
    followLeg(turn, each);
  }
  join(turn, internal);
  return undefined;
}

/** One of the two has had enough: of talking, of waiting, or of being rung. */
export function endInternalCall(
  turn: Turn,
  agent: AgentSession,
  id: InternalCallId,
): Refusal | undefined {
  const held = call.heldCall(agent, id);
  if (held === undefined) return refusal('INTERNAL_CALL_GONE');
  end(turn, held, call.toldToCaller(held, agent.agentId, 'ended'));
  return undefined;
}

/** This agent's sound or screen is gone: the call is over for both. */
export function loseInternalCall(
  turn: Turn,
  agent: AgentIn<'internal'>,
  reason: SystemReason,
): void {
  putAgent(turn, { ...agent, pending: pendingAfterLoss(agent, reason) });
  end(turn, agent.internal, call.toldToCaller(agent.internal, agent.agentId, 'lost'));
}

/** It has rung for too long, or no browser of this agent came back. */
export function onInternalCallDue(turn: Turn, agent: AgentIn<'internal'>): void {
  const { internal } = agent;
  const rangTooLong = internal.phase === 'ringing' && internal.giveUpAt <= turn.at;
  if (rangTooLong) end(turn, internal, 'COLLEAGUE_NO_ANSWER');
  // Unlike a contact, a colleague can be called again in a moment.
  else loseInternalCall(turn, agent, 'connection-lost');
}

/** What was ordered while nothing could be ordered. */
export function rejoinInternalCalls(turn: Turn): void {
  for (const agent of turn.state.agents.values()) {
    if (agent.phase !== 'internal' || agent.internal.phase !== 'talking') continue;
    if (agent.internal.from === agent.agentId) join(turn, agent.internal);
  }
}

const join = (turn: Turn, internal: InternalCall): void =>
  void turn.effects.push({ type: 'join-agents', agentIds: call.pairOf(internal) });

/** `code`: what the caller reads. */
function end(turn: Turn, internal: InternalCall, code: RefusalCode | undefined): void {
  const { from, to, phase } = internal;
  const agentIds = call.pairOf(internal);
  if (phase === 'talking') turn.effects.push({ type: 'part-agents', agentIds });
  if (code !== undefined) {
    const refusedCall = { whom: agentOf(turn.state, to).name, code, at: turn.at };
    putAgent(turn, { ...agentOf(turn.state, from), refusedCall });
  }
  for (const each of agentIds) settleAgent(turn, each);
}
