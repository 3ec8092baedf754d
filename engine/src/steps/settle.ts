import { countForAnybody, countUndialed, freeInOrder } from '../agents/matching.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import { isSeizing, linesPerAgent } from '../campaigns/dialing-order.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused, sameWaits } from '../dialing/dial-session.ts';
import { pacingCounts } from '../dialing/pacing-counts.ts';
import { callbackOrder, refill } from '../dialing/refill.ts';
import { trunkRoom } from '../dialing/trunks.ts';
import {
  countIn,
  engagedAgentsOf,
  freeAgentsOf,
  putSession,
  removeSession,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import type { PacingView } from '../pacing/counts.ts';
import { decideProgressive } from '../pacing/progressive.ts';
import type { Turn } from '../turn.ts';
import { match } from './connect.ts';
import { deliverCallbacks } from './deliver-callbacks.ts';
import { seize, settleEngaged } from './engage.ts';
import { announce } from './notices.ts';
import { openNext } from './open-next.ts';
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

function pace(turn: Turn, groupId: CampaignGroupId): void {
  const session = sessionOf(turn.state, groupId);
  const seizes = isSeizing(session.mode);
  if (seizes) seize(turn, session);
  const free = freeInOrder(freeAgentsOf(turn.state, session.plan.agentGroupId));
  const atHand = seizes ? countForAnybody(engagedAgentsOf(turn.state, groupId)) : free.length;
  const decision = decide(turn, session, atHand);
  const opened = openNext(turn, session, free, decision.opened);
  const starved = opened < decision.opened;
  const bound = starved && decision.bound === 'nothing' ? 'records' : decision.bound;
  turn.state.index.pacing.set(groupId, { ...decision, opened, bound });
  if (opened > 0) turn.state.index.openedLast.set(groupId, turn.state.idsGiven);
  const now = sessionOf(turn.state, groupId);
  const records = now.buffer.length === 0 && (starved || decision.wanted > 0);
  const trunks = now.trunks.phase !== 'open';
  const waits = { records, ports: bound === 'ports', agents: atHand === 0, trunks };
  if (!sameWaits(waits, now.waits)) putSession(turn, { ...now, waits });
}

function decide(turn: Turn, session: DialSession, free: number): PacingView {
  const { state, at } = turn;
  const held = countUndialed(engagedAgentsOf(state, session.groupId));
  const offers = countIn(state.index.offersByGroup, session.groupId) + held;
  const { attemptsByGroup, unmetByGroup } = state.index;
  const { groupId } = session;
  const connected = countIn(attemptsByGroup, groupId) - countIn(unmetByGroup, groupId);
  const attempts = [...unmetAttemptsOf(state, groupId)];
  const lines = linesPerAgent(session, session.counts);
  const hand = { free, offers, connected, attempts, linesPerAgent: lines };
  const decision = decideProgressive(pacingCounts(session, hand), lines);
  if (!state.isSwitchUp) return { ...decision, opened: 0, bound: 'switch' };
  if (isPaused(session, at)) return { ...decision, opened: 0, bound: 'pause' };
  const room = trunkRoom(session.trunks, offers + unrung(attempts));
  return decision.opened <= room ? decision : { ...decision, opened: room, bound: 'trunks' };
}

/** Nothing has been heard of these yet. */
const unrung = (attempts: readonly Attempt[]): number =>
  attempts.filter(({ phase }) => phase === 'dialing').length;

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
    end(turn, sessionOf(turn.state, session.groupId));
  }
}
