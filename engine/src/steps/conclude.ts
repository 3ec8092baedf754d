import { tallied } from '../agents/agent-session.ts';
import { isPromised } from '../agents/matching.ts';
import type { AgentId, InteractionId } from '../basics/ids.ts';
import { elapsed } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { Ended } from '../calling-lists/chain-outcome.ts';
import { unreachedOutcome } from '../calling-lists/chain-outcome.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { countedResult } from '../dialing/dial-session.ts';
import {
  agentOf,
  heldChain,
  interactionOf,
  putAgent,
  putSession,
  removeAttempt,
  removeInteraction,
  sessionOf,
} from '../entities.ts';
import { dispositionOutcome } from '../interactions/disposition.ts';
import type { Draft, InteractionIn } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { saveChain } from './chains.ts';
import { suppress } from './suppress.ts';

/** An attempt that never reached an agent ends: result, treatment, and the agent told. */
export function endUnreached(turn: Turn, attempt: Attempt, result: CallResult): void {
  const { state, at } = turn;
  const { plan } = sessionOf(state, attempt.groupId);
  const { chain } = heldChain(state, attempt.chainId);
  const { recordId, phone, openedFor } = attempt;
  closeAttempt(turn, attempt, result, attempt.agentId);
  const ended: Ended = { chain, recordId, result, code: undefined, endedAt: at };
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const restMs = state.limits.recoveryRedialMs;
  const { after, next } = unreachedOutcome(ended, plan.treatments, attemptsMax, restMs);
  saveChain(turn, chain.id, after);
  const who = openedFor === undefined ? attempt.agentId : closeEmpty(turn, openedFor, result);
  const agent = who === undefined ? undefined : state.agents.get(who);
  // The agent may have gone, or be with another attempt by now.
  if (agent === undefined || !isPromised(agent, attempt)) return;
  const { zone } = recordToDial(chain);
  const lastOutcome = {
    ...{ at, contactName: chain.contactName, phone, zone, result, next },
    ...{ attemptId: attempt.id, wasHeard: false },
  };
  putAgent(turn, { ...tallied(agent, 'calls', 1), lastOutcome });
  settleAgent(turn, agent.agentId);
}

/** The interaction that was opened by Accept ends with nothing to fill in. */
function closeEmpty(turn: Turn, id: InteractionId, result: CallResult): AgentId {
  const interaction = interactionOf(turn.state, id);
  turn.effects.push({
    type: 'close-interaction',
    interactionId: id,
    closedBy: 'not-reached',
    callResult: result,
    dispositionCode: undefined,
    doNotCall: undefined,
    note: interaction.draft.note,
    connectedAt: undefined,
    endedAt: turn.at,
    doneAt: turn.at,
  });
  removeInteraction(turn, interaction);
  return interaction.agentId;
}

/** A conversation is over on the line; what became of it is said in after-call work. */
export function closeConnected(turn: Turn, attempt: AttemptIn<'connected'>): void {
  const { agentId } = interactionOf(turn.state, attempt.interactionId);
  closeAttempt(turn, attempt, 'answer', agentId);
}

function closeAttempt(
  turn: Turn,
  attempt: Attempt,
  result: CallResult,
  agentId: AgentId | undefined,
): void {
  turn.effects.push({
    type: 'close-attempt',
    attemptId: attempt.id,
    result,
    agentId,
    answeredAt: 'answeredAt' in attempt ? attempt.answeredAt : undefined,
    connectedAt: attempt.phase === 'connected' ? attempt.connectedAt : undefined,
    endedAt: turn.at,
    cpd: attempt.cpd,
  });
  removeAttempt(turn, attempt);
  putSession(turn, countedResult(sessionOf(turn.state, attempt.groupId), result));
}

/** After-call work is done: what the agent said becomes fact, and the record is treated. */
export function finish(
  turn: Turn,
  interaction: InteractionIn<'wrap-up'>,
  draft: Draft,
  closedBy: 'agent' | 'wrap-up-over',
): void {
  const { plan } = sessionOf(turn.state, interaction.groupId);
  const { chain } = heldChain(turn.state, interaction.chainId);
  const said = dispositionOutcome(plan, chain, interaction, draft, turn.at);
  turn.effects.push({
    type: 'close-interaction',
    interactionId: interaction.id,
    closedBy,
    callResult: said.callResult,
    dispositionCode: draft.dispositionCode,
    doNotCall: said.doNotCall,
    note: draft.note,
    connectedAt: interaction.connectedAt,
    endedAt: interaction.endedAt,
    doneAt: turn.at,
  });
  saveChain(turn, chain.id, said.after);
  removeInteraction(turn, interaction);
  if (said.doNotCall !== undefined) {
    suppress(turn, { interaction, chain, scope: said.doNotCall, instead: said.instead.after });
  }
  const talkMs = elapsed(interaction.connectedAt, interaction.endedAt);
  putAgent(turn, tallied(agentOf(turn.state, interaction.agentId), 'talkMs', talkMs));
  settleAgent(turn, interaction.agentId);
}
