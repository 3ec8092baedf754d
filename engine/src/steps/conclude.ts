import type { LastOutcome } from '../agents/agent-session.ts';
import { must } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import { elapsed } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { isTechnical } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { ChainOutcome, Ended } from '../calling-lists/chain-outcome.ts';
import { outcomeOf, restAfterFault } from '../calling-lists/chain-outcome.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
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
import type { Draft, Interaction, InteractionIn } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { saveChain } from './chains.ts';
import { suppress } from './suppress.ts';

/** An attempt that never reached an agent ends: result, treatment, and the agent told. */
export function endUnreached(turn: Turn, attempt: Attempt, result: CallResult): void {
  const session = sessionOf(turn.state, attempt.groupId);
  const { chain } = heldChain(turn.state, attempt.chainId);
  closeAttempt(turn, attempt, result, attempt.agentId);
  countResult(turn, session, result);
  const outcome = unreachedOutcome(turn, session, chain, attempt, result);
  saveChain(turn, chain.id, outcome.after);
  const told =
    attempt.openedFor === undefined ? attempt.agentId : closeEmpty(turn, attempt, result);
  if (told !== undefined && isFor(turn, told, attempt)) {
    tell(turn, told, {
      at: turn.at,
      contactName: chain.contactName,
      phone: attempt.phone,
      result,
      next: outcome.next,
    });
    settleAgent(turn, told);
  }
}

function unreachedOutcome(
  turn: Turn,
  session: DialSession,
  chain: Chain,
  attempt: Attempt,
  result: CallResult,
): ChainOutcome {
  const { recordId } = attempt;
  const ended: Ended = { chain, recordId, result, code: undefined, endedAt: turn.at };
  const { treatments } = session.plan;
  const ruled = treatments.some(({ on }) => on.by === 'call-result' && on.result === result);
  // A fault of ours must not cost the person's place in the list where the plan says nothing.
  if (isTechnical(result) && !ruled) {
    return restAfterFault(ended, turn.state.limits.recoveryRedialMs);
  }
  return outcomeOf(ended, treatments, attemptsMaxOf(session.plan, chain.listId));
}

/** The agent may have gone, or be with another attempt by now. */
function isFor(turn: Turn, agentId: AgentId, attempt: Attempt): boolean {
  const agent = turn.state.agents.get(agentId);
  if (agent?.phase === 'reserved') return agent.attemptId === attempt.id;
  return agent?.phase === 'talking' && agent.interactionId === attempt.openedFor;
}

/** The interaction that was opened by Accept ends with nothing to fill in. */
function closeEmpty(turn: Turn, attempt: Attempt, result: CallResult): AgentId {
  const id = must(attempt.openedFor, `interaction of ${attempt.id}`);
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

function tell(turn: Turn, agentId: AgentId, lastOutcome: LastOutcome): void {
  putAgent(turn, { ...agentOf(turn.state, agentId), lastOutcome });
}

/** A conversation is over on the line; what became of it is said in after-call work. */
export function closeConnected(turn: Turn, attempt: AttemptIn<'connected'>): void {
  const { agentId } = interactionOf(turn.state, attempt.interactionId);
  closeAttempt(turn, attempt, 'answer', agentId);
  countResult(turn, sessionOf(turn.state, attempt.groupId), 'answer');
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
  });
  removeAttempt(turn, attempt);
}

function countResult(turn: Turn, session: DialSession, result: CallResult): void {
  const now = sessionOf(turn.state, session.groupId);
  const byResult = { ...now.counts.byResult, [result]: (now.counts.byResult[result] ?? 0) + 1 };
  putSession(turn, { ...now, counts: { ...now.counts, byResult } });
}

/** After-call work is done: what the agent said becomes fact, and the record is treated. */
export function finish(
  turn: Turn,
  interaction: InteractionIn<'wrap-up'>,
  draft: Draft,
  closedBy: 'agent' | 'wrap-up-over',
): void {
  const session = sessionOf(turn.state, interaction.groupId);
  const { chain } = heldChain(turn.state, interaction.chainId);
  const said = dispositionOutcome(session.plan, chain, interaction, draft, turn.at);
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
  countTalk(turn, interaction);
  settleAgent(turn, interaction.agentId);
}

function countTalk(turn: Turn, interaction: InteractionIn<'wrap-up'>): void {
  const agent = agentOf(turn.state, interaction.agentId);
  const talkMs = agent.today.talkMs + elapsed(interaction.connectedAt, interaction.endedAt);
  putAgent(turn, { ...agent, today: { ...agent.today, talkMs } });
}

/** Nothing the agent could still be asked for is missing. */
export const isComplete = (session: DialSession, { draft }: Interaction): boolean =>
  !session.plan.outcomes.dispositionMandatory || draft.dispositionCode !== undefined;
