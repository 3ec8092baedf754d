import type { CampaignGroupId } from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import { USUAL_PRIORITIES } from '../calling-lists/queue-rank.ts';
import { pastAskedMs } from '../compliance/campaign-rules.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { callbackOrder, refill } from '../dialing/refill.ts';
import { countIn, putSession, removeSession, sessionOf } from '../entities.ts';
import { loadOf } from '../shared-pacing.ts';
import { standingsOf } from '../sharing.ts';
import type { Turn } from '../turn.ts';
import { match } from './connect.ts';
import { deliverCallbacks } from './deliver-callbacks.ts';
import { settleEngaged } from './engage.ts';
import { keepMemory, keepMemoryNowAndThen } from './keep-memory.ts';
import { announce } from './notices.ts';
import { pace } from './pace.ts';
import { purge } from './purge.ts';
import { complete, saveSession } from './supervisor-commands.ts';

/** Ends every turn: people who wait get agents, free agents get records, buffers are filled. */
export function settle(turn: Turn): void {
  purge(turn);
  const groupIds = inTurn(turn);
  // Who waits goes before who is not even dialed, whatever session they are of.
  match(turn, groupIds);
  for (const groupId of groupIds) {
    if (!turn.state.sessions.has(groupId)) continue;
    if (sessionOf(turn.state, groupId).phase === 'running') {
      deliverCallbacks(turn, groupId);
      pace(turn, groupId);
      keepMemoryNowAndThen(turn, sessionOf(turn.state, groupId));
    }
    settleEngaged(turn, groupId);
    fill(turn, sessionOf(turn.state, groupId));
    end(turn, sessionOf(turn.state, groupId));
  }
}

/**
 * Of sessions that share agents, the one that is furthest behind goes first; then the one that
 * opened nothing for longest, so that none starves another.
 */
function inTurn({ state, at, toSettle }: Turn): readonly CampaignGroupId[] {
  if (toSettle.size < 2) return [...toSettle];
  const { openedLast } = state.index;
  const age = (id: CampaignGroupId): number => openedLast.get(id) ?? 0;
  const loads = new Map(
    [...toSettle].map((id) => {
      const session = state.sessions.get(id);
      const standings = session === undefined ? undefined : standingsOf(state, session, at);
      return [id, standings === undefined ? 0 : loadOf(state, standings[0])];
    }),
  );
  const load = (id: CampaignGroupId): number => loads.get(id) ?? 0;
  return [...toSettle].sort((a, b) => load(a) - load(b) || age(a) - age(b) || (a < b ? -1 : 1));
}

/** Asks the store for more while the session may still dial and the buffer runs low. */
function fill(turn: Turn, session: DialSession): void {
  const { state, at } = turn;
  const { groupId, plan } = session;
  const agents = countIn(state.index.agentsByGroup, plan.agentGroupId);
  const { bufferMinPerAgent: min, bufferPerAgent: full, leaseMs } = state.limits;
  const count = refill(session, agents, { min, full }, at);
  const { rules } = plan;
  const pastMs = pastAskedMs(rules, at);
  const order = {
    type: 'lease-chains',
    groupId,
    campaignId: plan.campaignId,
    lists: session.turns,
    priorities: plan.priorities ?? USUAL_PRIORITIES,
    dueBy: at,
    until: after(at, leaseMs),
    ...(rules === undefined ? {} : { rules }),
    ...(pastMs === undefined ? {} : { pastMs }),
  } as const;
  if (session.turns.length === 0) return;
  if (count > 0) {
    putSession(turn, { ...session, lease: { phase: 'asking', askedAt: at } });
    turn.effects.push({ ...order, count });
    return;
  }
  const promised = callbackOrder(session, agents, { min, full }, at);
  if (promised === 0 || session.lease.phase !== 'idle') return;
  const { askAgainAt } = session.lease;
  putSession(turn, { ...session, lease: { phase: 'asking', askedAt: at, others: { askAgainAt } } });
  turn.effects.push({ ...order, count: promised, only: 'callbacks' });
}

/** Unloads when nothing is held any more; completes a finished session that is to do so. */
function end(turn: Turn, session: DialSession): void {
  const held = countIn(turn.state.index.chainsByGroup, session.groupId);
  if (held > 0) return;
  if (session.phase === 'unloading' && session.lease.phase === 'idle') {
    keepMemory(turn, session);
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
