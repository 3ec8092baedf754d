import { isPromised } from '../agents/matching.ts';
import type { AgentId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { ChainOutcome, Ended } from '../calling-lists/chain-outcome.ts';
import { verdictResult } from '../campaigns/call-treatments.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { noPersonOn } from '../dialing/attempt.ts';
import { heldChain, putAgent, removeAttempt, sessionOf } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { returnToStore, returnToTop } from './chains.ts';
import { endUnreached } from './conclude.ts';

/**
 * Of a cancellable attempt: the phone rings no longer, or is not dialed at all. Where a machine has
 * answered, that remains how it ended.
 */
export function cancel(
  turn: Turn,
  attempt: Attempt,
  result: CallResult,
  instead?: (ended: Ended) => ChainOutcome,
): void {
  if (attempt.phase === 'validating') return letGo(turn, attempt);
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  const noPerson = noPersonOn(attempt);
  const said = noPerson === undefined ? result : verdictResult(noPerson);
  endUnreached(turn, attempt, said, instead);
}

/**
 * Not dialed, for a reason that is not the person's: the record is where it was before it was asked
 * about, and will be asked about again. `why` is what an agent reads whose own call it was.
 */
export function letGo(
  turn: Turn,
  attempt: AttemptIn<'validating'>,
  why: RefusalCode = 'MANUAL_CALL_GONE',
): void {
  const { groupId, chainId, kind } = attempt;
  // To the store, which still has it as it was before another of its numbers was asked for.
  if (kind === 'manual') returnToStore(turn, chainId);
  else returnToTop(turn, sessionOf(turn.state, groupId), heldChain(turn.state, chainId));
  const agentId = unask(turn, attempt, why);
  if (agentId !== undefined) settleAgent(turn, agentId);
}

/**
 * Forgets the attempt, of which nothing was written. Returns the agent who waits for it, to be
 * told and settled; undefined: nobody does any more.
 */
export function unask(
  turn: Turn,
  attempt: AttemptIn<'validating'>,
  why: RefusalCode,
): AgentId | undefined {
  removeAttempt(turn, attempt);
  const { agentId, kind, phone: whom } = attempt;
  const agent = agentId === undefined ? undefined : turn.state.agents.get(agentId);
  if (agent === undefined || !isPromised(agent, attempt)) return undefined;
  if (kind === 'manual') {
    putAgent(turn, { ...agent, refusedCall: { whom, code: why, at: turn.at } });
  }
  return agent.agentId;
}
