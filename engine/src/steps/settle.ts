import type { CampaignGroupId } from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { callbackOrder, refill } from '../dialing/refill.ts';
import { countIn, putSession, removeSession, sessionOf } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { match } from './connect.ts';
import { deliverCallbacks } from './deliver-callbacks.ts';
import { settleEngaged } from './engage.ts';
import { announce } from './notices.ts';
import { pace } from './pace.ts';
import { purge } from './purge.ts';
import { complete, saveSession } from './supervisor-commands.ts';

/** Ends every turn: people who wait get agents, free agents get records, buffers are filled. */
export function settle(turn: Turn): void {
  purge(turn);
  for (const groupId of inTurn(turn)) {
    if (!turn.state.sessions.has(groupId)) continue;
    match(turn, groupId);
    if (sessionOf(turn.state, groupId).phase === 'running') {
      deliverCallbacks(turn, groupId);
      pace(turn, groupId);
    }
    settleEngaged(turn, groupId);
    fill(turn, sessionOf(turn.state, groupId));
    end(turn, sessionOf(turn.state, groupId));
  }
}

/** The session that opened nothing for longest goes first, so that none starves another. */
function inTurn(turn: Turn): readonly CampaignGroupId[] {
  const { openedLast } = turn.state.index;
  const age = (id: CampaignGroupId): number => openedLast.get(id) ?? 0;
  return [...turn.toSettle].sort((a, b) => age(a) - age(b) || (a < b ? -1 : 1));
}

/** Asks the store for more while the session may still dial and the buffer runs low. */
function fill(turn: Turn, session: DialSession): void {
  const { state, at } = turn;
  const { groupId, plan } = session;
  const agents = countIn(state.index.agentsByGroup, plan.agentGroupId);
  const { bufferMinPerAgent: min, bufferPerAgent: full, leaseMs } = state.limits;
  const lists = refill(session, agents, { min, full }, at);
  const order = { type: 'lease-chains', groupId, dueBy: at, until: after(at, leaseMs) } as const;
  if (lists.length > 0) {
    putSession(turn, { ...session, lease: { phase: 'asking', askedAt: at } });
    turn.effects.push({ ...order, lists });
    return;
  }
  const promised = callbackOrder(session, agents, { min, full }, at);
  if (promised.length === 0 || session.lease.phase !== 'idle') return;
  const { askAgainAt } = session.lease;
  putSession(turn, { ...session, lease: { phase: 'asking', askedAt: at, others: { askAgainAt } } });
  turn.effects.push({ ...order, lists: promised, only: 'callbacks' });
}

/** Unloads when nothing is held any more; completes a finished session that is to do so. */
function end(turn: Turn, session: DialSession): void {
  const held = countIn(turn.state.index.chainsByGroup, session.groupId);
  if (held > 0) return;
  if (session.phase === 'unloading' && session.lease.phase === 'idle') {
    removeSession(turn, session.groupId);
    saveSession(turn, session, 'unloaded', 'engine');
    return announce(turn, session, 'unloaded');
  }
  if (session.phase === 'running' && session.autoComplete && session.finished) {
    complete(turn, session, 'auto-complete');
    // Who is on the line for whoever answers waits for nobody any more.
    settleEngaged(turn, session.groupId);
    end(turn, sessionOf(turn.state, session.groupId));
  }
}
