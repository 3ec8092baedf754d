import type { AgentSession } from '../agents/agent-session.ts';
import { freeInOrder } from '../agents/matching.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import { isOneToOne } from '../campaigns/campaign.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused, sameWaits } from '../dialing/dial-session.ts';
import { linesPerAgent, pacingCounts } from '../dialing/pacing-counts.ts';
import { refill } from '../dialing/refill.ts';
import { trunkRoom } from '../dialing/trunks.ts';
import {
  countIn,
  freeAgentsOf,
  putSession,
  removeSession,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import type { PacingView } from '../pacing/controller.ts';
import { decideProgressive } from '../pacing/progressive.ts';
import type { Turn } from '../turn.ts';
import { takeNext } from './chains.ts';
import { match } from './connect.ts';
import { announce } from './notices.ts';
import { openAttempt, placeWith } from './place.ts';
import { purge } from './purge.ts';
import { complete, saveSession } from './supervisor-commands.ts';

/** Ends every turn: people who wait get agents, free agents get records, buffers are filled. */
export function settle(turn: Turn): void {
  purge(turn);
  for (const groupId of inTurn(turn)) {
    if (!turn.state.sessions.has(groupId)) continue;
    match(turn, groupId);
    if (sessionOf(turn.state, groupId).phase === 'running') pace(turn, groupId);
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
  const free = freeInOrder(freeAgentsOf(turn.state, session.plan.agentGroupId));
  const decision = decide(turn, session, free.length);
  const opened = open(turn, session, free, decision.opened);
  const starved = opened < decision.opened;
  const bound = starved && decision.bound === 'nothing' ? 'records' : decision.bound;
  turn.state.index.pacing.set(groupId, { ...decision, opened, bound });
  if (opened > 0) turn.state.index.openedLast.set(groupId, turn.state.idsGiven);
  const now = sessionOf(turn.state, groupId);
  const records = now.buffer.length === 0 && (starved || decision.wanted > 0);
  const trunks = now.trunks.phase !== 'open';
  const waits = { records, ports: bound === 'ports', agents: free.length === 0, trunks };
  if (!sameWaits(waits, now.waits)) putSession(turn, { ...now, waits });
}

function decide(turn: Turn, session: DialSession, free: number): PacingView {
  const { state, at } = turn;
  const offers = countIn(state.index.offersByGroup, session.groupId);
  const { attemptsByGroup, unmetByGroup } = state.index;
  const { groupId } = session;
  const connected = countIn(attemptsByGroup, groupId) - countIn(unmetByGroup, groupId);
  const attempts = [...unmetAttemptsOf(state, groupId)];
  const counts = pacingCounts(session, { free, offers, connected, attempts });
  const decision = decideProgressive(counts, linesPerAgent(session));
  if (!state.isSwitchUp) return { ...decision, opened: 0, bound: 'switch' };
  if (isPaused(session, at)) return { ...decision, opened: 0, bound: 'pause' };
  const room = trunkRoom(session.trunks, offers + unrung(attempts));
  return decision.opened <= room ? decision : { ...decision, opened: room, bound: 'trunks' };
}

/** Nothing has been heard of these yet. */
const unrung = (attempts: readonly Attempt[]): number =>
  attempts.filter(({ phase }) => phase === 'dialing').length;

function open(
  turn: Turn,
  session: DialSession,
  free: readonly AgentSession[],
  count: number,
): number {
  const oneToOne = isOneToOne(session.plan, session.multiplier);
  let opened = 0;
  for (let turnOf = 0; opened < count; turnOf += 1) {
    const agent = oneToOne ? free[turnOf] : undefined;
    if (oneToOne && agent === undefined) break;
    if (placed(turn, session.groupId, agent)) opened += 1;
    else if (!oneToOne) break;
  }
  return opened;
}

function placed(turn: Turn, groupId: CampaignGroupId, agent: AgentSession | undefined): boolean {
  const next = takeNext(turn, sessionOf(turn.state, groupId), agent?.agentId);
  // Chains may have left the buffer on the way, found or not.
  const session = sessionOf(turn.state, groupId);
  const taken = next?.held.chain.id;
  const isFirst = taken !== undefined && session.buffer[0] === taken;
  // Mostly it is the first: then nothing else has left, and a long buffer is not looked through.
  const buffer = isFirst
    ? session.buffer.slice(1)
    : session.buffer.filter((id) => id !== taken && turn.state.chains.has(id));
  const rest = { ...session, buffer };
  if (buffer.length !== session.buffer.length) putSession(turn, rest);
  if (next === undefined) return false;
  if (agent !== undefined) placeWith(turn, rest, agent, next);
  else openAttempt(turn, rest, { dialable: next, agentId: undefined, openedFor: undefined });
  return true;
}

/** Asks the store for more while the session may still dial and the buffer runs low. */
function fill(turn: Turn, session: DialSession): void {
  const { state, at } = turn;
  const { groupId, plan } = session;
  const agents = countIn(state.index.agentsByGroup, plan.agentGroupId);
  const { bufferMinPerAgent: min, bufferPerAgent: full, leaseMs } = state.limits;
  const lists = refill(session, agents, { min, full }, at);
  if (lists.length === 0) return;
  putSession(turn, { ...session, lease: { phase: 'asking', askedAt: at } });
  turn.effects.push({ type: 'lease-chains', groupId, lists, dueBy: at, until: after(at, leaseMs) });
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
