import type { Offer } from '../agents/offer.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentId, ChainId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { ChainAfter, ChainOutcome, Ended } from '../calling-lists/chain-outcome.ts';
import { cancelledUndialed, takenBackOutcome } from '../calling-lists/chain-outcome.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import { isCancellable } from '../dialing/attempt.ts';
import { without } from '../dialing/dial-session.ts';
import type { CommandOutcome } from '../effect.ts';
import {
  agentOf,
  engagedAgentsOf,
  heldChain,
  holdChain,
  putAgent,
  putSession,
  removeOffer,
  sessionOf,
} from '../entities.ts';
import type { ChainTaken } from '../event.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { cancel, unask } from './cancel.ts';
import { forget, isLapsed, saveChain, writeChain } from './chains.ts';
import { cancelPlacing } from './manual-calls.ts';

export type TakenBackWhy = {
  readonly takenBack: 'cancelled' | 'suppressed';
  readonly result: Extract<CallResult, 'cancel-record' | 'do-not-call'>;
  /** What becomes of a chain that nobody has dialed. */
  readonly undialed: (chain: Chain, at: Turn['at']) => ChainAfter;
  /** And of one whose phone rings. */
  readonly unanswered: (ended: Ended) => ChainOutcome;
};

/**
 * Somebody else took the record back: wherever it lies, it is not called any more, and whoever has
 * it on the screen is told at once. A person on the line is not dropped.
 */
export function takeBackChain(turn: Turn, held: HeldChain, why: TakenBackWhy): void {
  const { state, at } = turn;
  const { id: chainId } = held.chain;
  if (isLapsed(held, at)) return forget(turn, held);
  if (held.place === 'buffer') {
    putSession(turn, without(sessionOf(state, held.groupId), chainId));
    return saveChain(turn, chainId, why.undialed(held.chain, at));
  }
  for (const offer of state.offers.values()) {
    if (offer.chainId === chainId) return withdrawFor(turn, offer, why);
  }
  if (held.place === 'engagement') return disengageFrom(turn, held, why);
  // First, so that what becomes of the chain is decided by it.
  holdChain(turn, { ...held, takenBack: why.takenBack });
  tellAgents(turn, chainId);
  for (const attempt of state.attempts.values()) {
    if (attempt.chainId !== chainId || !isCancellable(attempt)) continue;
    if (attempt.phase === 'validating') return unasked(turn, attempt, why);
    return cancel(turn, attempt, why.result, why.unanswered);
  }
}

/** The line was held for this person alone: nobody is called. */
function disengageFrom(turn: Turn, { chain, groupId }: HeldChain, why: TakenBackWhy): void {
  for (const { agentId, engagement } of engagedAgentsOf(turn.state, groupId)) {
    if (engagement.record?.chainId !== chain.id) continue;
    return undialed(turn, chain, agentId, why);
  }
}

/** The offer is gone from the screen, and one line says why. */
function withdrawFor(turn: Turn, offer: Offer, why: TakenBackWhy): void {
  removeOffer(turn, offer);
  undialed(turn, heldChain(turn.state, offer.chainId).chain, offer.agentId, why);
}

/** Nobody is called, and the agent who was to call them is told and free. */
function undialed(turn: Turn, chain: Chain, agentId: AgentId, why: TakenBackWhy): void {
  const { phone, zone } = recordToDial(chain);
  saveChain(turn, chain.id, why.undialed(chain, turn.at));
  const { contactName } = chain;
  const told = { at: turn.at, contactName, phone, zone, result: why.result } as const;
  const lastOutcome = {
    ...told,
    next: { type: 'close' },
    attemptId: undefined,
    wasHeard: false,
  } as const;
  putAgent(turn, { ...agentOf(turn.state, agentId), lastOutcome });
  settleAgent(turn, agentId);
}

/** Nobody was dialed, and whoever is asked about it answers in vain. */
function unasked(turn: Turn, attempt: AttemptIn<'validating'>, why: TakenBackWhy): void {
  const { chain } = heldChain(turn.state, attempt.chainId);
  const agentId = unask(turn, attempt, TAKEN_CODES[why.takenBack]);
  if (agentId === undefined) saveChain(turn, chain.id, why.undialed(chain, turn.at));
  else undialed(turn, chain, agentId, why);
}

const TAKEN_CODES = {
  cancelled: 'RECORD_TAKEN_BACK',
  suppressed: 'NUMBER_SUPPRESSED',
} as const satisfies Record<TakenBackWhy['takenBack'], RefusalCode>;

export function tellAgents({ state, agentsChanged }: Turn, chainId: ChainId): void {
  for (const interaction of state.interactions.values()) {
    if (interaction.chainId === chainId) agentsChanged.add(interaction.agentId);
  }
}

export function cancelRecord(turn: Turn, chainId: ChainId, taken: ChainTaken): CommandOutcome {
  const held = turn.state.chains.get(chainId);
  if (held?.place === 'placing') {
    cancelPlacing(turn, held);
    return ok({ done: 'done' });
  }
  if (held !== undefined) {
    const why = { takenBack: 'cancelled', result: 'cancel-record' } as const;
    const becomes = { undialed: cancelledUndialed, unanswered: takenBackOutcome };
    takeBackChain(turn, held, { ...why, ...becomes });
    return ok({ done: 'done' });
  }
  switch (taken.kind) {
    case 'taken':
      writeChain(turn, taken.chain, undefined, cancelledUndialed(taken.chain, turn.at));
      return ok({ done: 'done' });
    case 'in-use':
      // Leased, but not here yet or not any more.
      return fail(refusal('RECORD_BUSY'));
    case 'gone':
      return fail(refusal('RECORD_GONE'));
    default:
      return unreachable(taken);
  }
}
