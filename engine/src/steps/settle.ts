import type { AgentSession } from '../agents/agent-session.ts';
import { isFree, isNextBefore } from '../agents/agent-session.ts';
import { after } from '../basics/time.ts';
import type { CampaignList } from '../campaigns/campaign.ts';
import { hasPreview, isOneToOne } from '../campaigns/campaign.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import type { LeaseShare } from '../effect.ts';
import {
  agentsOf,
  attemptsOf,
  countIn,
  putSession,
  removeSession,
  sessionOf,
} from '../entities.ts';
import type { PacingView } from '../pacing/controller.ts';
import { decideProgressive } from '../pacing/progressive.ts';
import type { Turn } from '../turn.ts';
import { takeNext } from './chains.ts';
import { announce } from './notices.ts';
import { dialFor, openAttempt, placeOffer } from './place.ts';
import { purge } from './purge.ts';
import { complete, saveSession } from './supervisor-commands.ts';
import { connect, longestReady } from './switch-events.ts';

/** Ends every turn: people who wait get agents, free agents get records, buffers are filled. */
export function settle(turn: Turn): void {
  purge(turn);
  for (const groupId of inTurn(turn)) {
    const session = turn.state.sessions.get(groupId);
    if (session === undefined) continue;
    match(turn, session);
    if (session.phase === 'running') pace(turn, groupId);
    fill(turn, sessionOf(turn.state, groupId));
    end(turn, sessionOf(turn.state, groupId));
  }
}

/** The session that opened nothing for longest goes first, so that none starves another. */
function inTurn(turn: Turn): readonly DialSession['groupId'][] {
  const { openedLast } = turn.state.index;
  const age = (id: DialSession['groupId']): number => openedLast.get(id) ?? 0;
  return [...turn.toSettle].sort((a, b) => age(a) - age(b) || (a < b ? -1 : 1));
}

/** Earliest answer first, then by id; longest ready agent first. */
function match(turn: Turn, session: DialSession): void {
  const waiting: AttemptIn<'waiting'>[] = [];
  for (const attempt of attemptsOf(turn.state, session.groupId)) {
    if (attempt.phase === 'waiting') waiting.push(attempt);
  }
  waiting.sort((a, b) => a.answeredAt - b.answeredAt || (a.id < b.id ? -1 : 1));
  for (const attempt of waiting) {
    const agent = longestReady(turn, attempt);
    if (agent === undefined) return;
    connect(turn, attempt, agent);
  }
}

function pace(turn: Turn, groupId: DialSession['groupId']): void {
  const session = sessionOf(turn.state, groupId);
  const free = freeAgents(turn, session);
  const decision = decide(turn, session, free.length);
  const opened = open(turn, session, free, decision.opened);
  const starved = opened < decision.opened;
  const bound = starved && decision.bound === 'nothing' ? 'records' : decision.bound;
  turn.state.index.pacing.set(groupId, { ...decision, opened, bound });
  if (opened > 0) turn.state.index.openedLast.set(groupId, turn.state.idsGiven);
  const now = sessionOf(turn.state, groupId);
  const records = now.buffer.length === 0 && (starved || decision.wanted > 0);
  const waits = { records, ports: bound === 'ports', agents: free.length === 0 };
  if (!sameWaits(waits, now.waits)) putSession(turn, { ...now, waits });
}

const sameWaits = (a: DialSession['waits'], b: DialSession['waits']): boolean =>
  a.records === b.records && a.ports === b.ports && a.agents === b.agents;

function freeAgents(turn: Turn, session: DialSession): AgentSession[] {
  const free = [...agentsOf(turn.state, session.plan.agentGroupId)].filter(isFree);
  return free.sort((a, b) => (isNextBefore(a, b) ? -1 : 1));
}

function decide(turn: Turn, session: DialSession, free: number): PacingView {
  const offers = countIn(turn.state.index.offersByGroup, session.groupId);
  let waiting = 0;
  let bound = 0;
  let inAir = offers;
  for (const attempt of attemptsOf(turn.state, session.groupId)) {
    if (attempt.phase === 'connected') continue;
    if (attempt.phase === 'waiting') waiting += 1;
    else inAir += 1;
    if (attempt.agentId !== undefined && attempt.phase !== 'waiting') bound += 1;
  }
  const attempts = countIn(turn.state.index.attemptsByGroup, session.groupId);
  // Agents promised to a call in the air are ready in the sense of the published rule.
  const ready = free + bound + offers;
  const paused = session.pausedUntil !== undefined && session.pausedUntil > turn.at;
  const portsFree = Math.max(0, session.plan.limits.attemptsMax - attempts - offers);
  const recordsFree = session.buffer.length;
  const counts = { ready, waiting, inAir, portsFree, recordsFree };
  const decision = decideProgressive(counts, linesPerAgent(session));
  return paused ? { ...decision, opened: 0, bound: 'pause' } : decision;
}

/** A previewed record is one agent's, so more lines than agents mean nothing there. */
const linesPerAgent = ({ plan, multiplier }: DialSession): number =>
  hasPreview(plan) ? Math.min(1, multiplier) : multiplier;

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

function placed(
  turn: Turn,
  groupId: DialSession['groupId'],
  agent: AgentSession | undefined,
): boolean {
  const next = takeNext(turn, sessionOf(turn.state, groupId), agent?.agentId);
  // Chains may have left the buffer on the way, found or not.
  const session = sessionOf(turn.state, groupId);
  const taken = next?.held.chain.id;
  const buffer = session.buffer.filter(
    (id) => id !== taken && turn.state.chains.get(id)?.place === 'buffer',
  );
  const rest = { ...session, buffer };
  if (buffer.length !== session.buffer.length) putSession(turn, rest);
  if (next === undefined) return false;
  if (agent === undefined) {
    openAttempt(turn, rest, { dialable: next, agentId: undefined, openedFor: undefined });
  } else if (hasPreview(session.plan)) placeOffer(turn, rest, agent, next);
  else dialFor(turn, rest, agent, next);
  return true;
}

/** Asks the store for more while the session may still dial and the buffer runs low. */
function fill(turn: Turn, session: DialSession): void {
  const { state, at } = turn;
  const { lease } = session;
  if (session.phase === 'unloading' || lease.phase === 'asking') return;
  const agents = Math.max(1, countIn(state.index.agentsByGroup, session.plan.agentGroupId));
  const missing = state.limits.bufferPerAgent * agents - session.buffer.length;
  const isLow = session.buffer.length < state.limits.bufferMinPerAgent * agents;
  if (!isLow || (lease.askAgainAt !== undefined && lease.askAgainAt > at)) return;
  const lists = shares(session.plan.lists, missing);
  const until = after(at, state.limits.leaseMs);
  putSession(turn, { ...session, lease: { phase: 'asking', askedAt: at } });
  const { groupId } = session;
  turn.effects.push({ type: 'lease-chains', groupId, lists, dueBy: at, until });
}

/** Each active list gives its weight's share of a refill, at least one. */
export function shares(lists: readonly CampaignList[], count: number): readonly LeaseShare[] {
  const active = lists.filter((list) => list.weight > 0);
  const total = active.reduce((sum, list) => sum + list.weight, 0);
  return active.map(({ listId, weight }) => ({
    listId,
    count: Math.max(1, Math.round((count * weight) / total)),
  }));
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
