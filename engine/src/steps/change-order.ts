import type { CallingListId } from '../basics/ids.ts';
import { refusal } from '../basics/refusal.ts';
import { fail, ok } from '../basics/result.ts';
import type { CampaignList } from '../campaigns/campaign.ts';
import { isAtRest, NO_ACTIVE_LIST } from '../campaigns/campaign.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { newTurns } from '../dialing/list-turns.ts';
import { leaseAnew } from '../dialing/refill.ts';
import type { CommandOutcome } from '../effect.ts';
import { heldChain, putSession, sessionOf } from '../entities.ts';
import type { ChangeOrder } from '../event.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { releaseChains } from './chains.ts';

/** From this turn on the group takes from its lists in another order. */
export function changeOrder(
  turn: Turn,
  session: DialSession,
  { priorities, weights }: ChangeOrder,
): CommandOutcome {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  const lists = session.plan.lists.map((list) => weighted(list, weights));
  if (isAtRest(lists)) return fail(refusal('WRONG_CONFIGURATION', NO_ACTIVE_LIST));
  const plan = { ...session.plan, lists, priorities };
  putSession(turn, { ...session, plan, turns: newTurns(lists) });
  fetchAnew(turn, sessionOf(turn.state, session.groupId), () => true);
  return ok({ done: 'done' });
}

function weighted(list: CampaignList, weights: ChangeOrder['weights']): CampaignList {
  const weight = weights.find(({ listId }) => listId === list.listId)?.weight;
  return weight === undefined ? list : { ...list, weight };
}

/** Every group that dials this list asks for its records again. */
export function reorderList(turn: Turn, listId: CallingListId): void {
  for (const session of [...turn.state.sessions.values()]) {
    const isUsed = session.plan.lists.some((list) => list.listId === listId);
    if (!isUsed || session.phase === 'unloading') continue;
    fetchAnew(turn, session, ({ chain }) => chain.listId === listId);
  }
}

/**
 * What nobody works on goes back to the store, which knows the new order. What somebody has let
 * pass stays on top: else it would be forgotten who is not to have it again.
 */
function fetchAnew(turn: Turn, session: DialSession, isMeant: (held: HeldChain) => boolean): void {
  const gone = session.buffer.filter((id) => {
    const held = heldChain(turn.state, id);
    return held.declined.size === 0 && isMeant(held);
  });
  releaseChains(turn, gone, false);
  const isGone = new Set(gone);
  putSession(turn, {
    ...session,
    buffer: session.buffer.filter((id) => !isGone.has(id)),
    lease: leaseAnew(session),
    finished: false,
  });
}
