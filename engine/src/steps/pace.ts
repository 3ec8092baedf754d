import type { AgentSession } from '../agents/agent-session.ts';
import { countForAnybody, countUndialed, freeInOrder } from '../agents/matching.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { attemptId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, earlier, seconds } from '../basics/time.ts';
import { isPredicted, isSeizing, linesPerAgent } from '../campaigns/dialing-order.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isCircuitOpen, isPaused, sameWaits } from '../dialing/dial-session.ts';
import type { InHand } from '../dialing/pacing-counts.ts';
import { pacingCounts, pacingPosition } from '../dialing/pacing-counts.ts';
import { trunkRoom } from '../dialing/trunks.ts';
import {
  countIn,
  engagedAgentsOf,
  freeAgentsOf,
  putSession,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import { occupiedLines } from '../open-lines.ts';
import { pacerOf } from '../pacers.ts';
import type { PacingShared } from '../pacing/contract.ts';
import type { PacingCounts, PacingView } from '../pacing/counts.ts';
import { decidePredictive } from '../pacing/predictive.ts';
import { decideProgressive } from '../pacing/progressive.ts';
import { sharedOf, takeable } from '../shared-pacing.ts';
import { rateAgainAt, rateRoom } from '../shared-rate.ts';
import { standingsOf } from '../sharing.ts';
import type { SiteState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { endUnreached } from './conclude.ts';
import { seize } from './engage.ts';
import { openNext } from './open-next.ts';

/** A call in the air ages while nothing else happens: predictive pacing looks again after this. */
const PACE_EVERY_MS = seconds(1);

/** Decides how many attempts a running session opens now, opens them, and says why. */
export function pace(turn: Turn, groupId: CampaignGroupId): void {
  const session = sessionOf(turn.state, groupId);
  const agents = agentsFor(turn, session);
  const { free, atHand } = agents;
  const { takeBack, ...decision } = decide(turn, session, agents);
  const opened = openNext(turn, session, free, decision.opened);
  const starved = opened < decision.opened;
  const isUnbound = decision.bound === 'nothing' || decision.bound === 'rate';
  const bound = starved && isUnbound ? 'records' : decision.bound;
  turn.state.index.pacing.set(groupId, { ...decision, opened, bound });
  if (opened > 0) turn.state.index.openedLast.set(groupId, turn.state.idsGiven);
  for (const attempt of takeBack) takeOffTheAir(turn, attempt);
  const now = sessionOf(turn.state, groupId);
  const records = now.buffer.length === 0 && (starved || decision.wanted > 0);
  const trunks = now.trunks.phase !== 'open';
  // Who looks ahead dials while everybody talks: it waits for agents when nobody is there.
  const isEmpty = countIn(turn.state.index.agentsByGroup, session.plan.agentGroupId) === 0;
  const noAgents = isPredicted(now) ? isEmpty : atHand === 0;
  const asked = isCircuitOpen(now, turn.at) ? { validation: true } : {};
  const waits = { records, ports: bound === 'ports', agents: noAgents, trunks, ...asked };
  const paceAt = bound === 'rate' ? againAtRate(turn, now, agents) : paceAgainAt(turn, now, agents);
  if (sameWaits(waits, now.waits) && paceAt === now.paceAt) return;
  putSession(turn, { ...now, waits, paceAt });
}

/** Whom a session may dial for now. */
type Agents = {
  /** Longest ready first; of those whom others want, too, its own. */
  readonly free: readonly AgentSession[];
  /** How many could be given a person now. */
  readonly atHand: number;
  readonly shared: PacingShared | undefined;
  /** Others count on some of those who are free: that may change by time alone. */
  readonly isHeldBack: boolean;
};

function agentsFor(turn: Turn, session: DialSession): Agents {
  const { state, at } = turn;
  const { groupId, mode, plan } = session;
  const ready = freeInOrder(freeAgentsOf(state, plan.agentGroupId));
  const standings = standingsOf(state, session, at);
  const free = standings === undefined ? ready : takeable(state, standings, ready, at);
  const isHeldBack = free.length < ready.length;
  if (isSeizing(mode)) {
    seize(turn, session, free);
    const atHand = countForAnybody(engagedAgentsOf(state, groupId));
    return { free, atHand, shared: undefined, isHeldBack };
  }
  if (standings === undefined || !isPredicted(session)) {
    return { free, atHand: free.length, shared: undefined, isHeldBack };
  }
  const shared = sharedOf(state, standings, { free: ready.length, mine: free }, at);
  return { free: ready, atHand: ready.length, shared, isHeldBack };
}

/** It has rung for as long as the law wants, and nobody was there: the plan's no answer. */
function takeOffTheAir(turn: Turn, attempt: Attempt): void {
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endUnreached(turn, attempt, 'no-answer');
}

/** Undefined where only an event can change the answer. */
function paceAgainAt(
  { state, at }: Turn,
  session: DialSession,
  { isHeldBack }: Agents,
): Instant | undefined {
  const { groupId, plan, paceAt } = session;
  if (!isPredicted(session) && !isHeldBack) return undefined;
  const hasAgents = countIn(state.index.agentsByGroup, plan.agentGroupId) > 0;
  const hasCalls = session.buffer.length > 0 || countIn(state.index.unmetByGroup, groupId) > 0;
  if (!hasAgents || !hasCalls) return undefined;
  return paceAt !== undefined && paceAt > at ? paceAt : after(at, PACE_EVERY_MS);
}

/** The rate lets the next call out by time alone. */
function againAtRate(turn: Turn, session: DialSession, agents: Agents): Instant {
  const againAt = rateAgainAt(turn.state, turn.at);
  return earlier(againAt, paceAgainAt(turn, session, agents) ?? againAt);
}

type Decided = PacingView & { readonly takeBack: readonly Attempt[] };

function decide(turn: Turn, session: DialSession, { atHand, shared }: Agents): Decided {
  const { state, at } = turn;
  const hand = handOf(turn, session, atHand);
  const counts = pacingCounts(session, hand);
  const lines = hand.linesPerAgent;
  const byRule = { ...decideProgressive(counts, lines), takeBack: [] };
  if (!state.isSwitchUp) return { ...byRule, opened: 0, bound: 'switch' };
  if (isPaused(session, at) || isCircuitOpen(session, at)) {
    return { ...byRule, opened: 0, bound: 'pause' };
  }
  const room = roomOf(turn, session, hand);
  const decision = isPredicted(session)
    ? predict(turn, session, { hand, counts, shared, room })
    : byRule;
  const { calls: opened, bound } = room;
  return decision.opened <= opened ? decision : { ...decision, opened, bound };
}

/** Calls that the trunks let out now, and what about them is in the way of more. */
type Room = { readonly calls: number; readonly bound: 'trunks' | 'rate' };

function roomOf({ state, at }: Turn, session: DialSession, hand: InHand): Room {
  const trunks = trunkRoom(session.trunks, hand.offers + unrung(hand.attempts));
  const rate = rateRoom(state, session, at);
  return rate < trunks ? { calls: rate, bound: 'rate' } : { calls: trunks, bound: 'trunks' };
}

export function handOf({ state }: Turn, session: DialSession, free: number): InHand {
  const { groupId } = session;
  const { offersByGroup } = state.index;
  const offers = countIn(offersByGroup, groupId) + countUndialed(engagedAgentsOf(state, groupId));
  const connected = occupiedLines(state, groupId);
  const attempts = [...unmetAttemptsOf(state, groupId)];
  return { free, offers, connected, attempts, linesPerAgent: linesPerAgent(session) };
}

type Known = {
  readonly hand: InHand;
  readonly counts: PacingCounts;
  readonly shared: PacingShared | undefined;
  readonly room: Room;
};

function predict(turn: Turn, session: DialSession, { hand, room, ...known }: Known): Decided {
  const { state, at } = turn;
  const counts = { ...known.counts, portsFree: Math.min(room.calls, known.counts.portsFree) };
  const linesFree = known.counts.portsFree;
  const position = { ...pacingPosition(session, hand, counts, at, known.shared), linesFree };
  const { view, takeBack } = decidePredictive(pacerOf(state, session, at), position);
  // To the controller a trunk that lets nobody out is no port; who reads it is told which it is.
  const isTrunks = view.bound === 'ports' && room.calls < known.counts.portsFree;
  const bound = isTrunks ? room.bound : view.bound;
  return { ...view, bound, takeBack: ringing(state, takeBack) };
}

const ringing = (state: SiteState, ids: readonly string[]): readonly Attempt[] =>
  ids
    .map((id) => state.attempts.get(attemptId(id)))
    .filter((attempt) => attempt?.phase === 'ringing');

/** Nothing has been heard of these yet; what is still asked about will be one of them. */
const unrung = (attempts: readonly Attempt[]): number =>
  attempts.filter(({ phase }) => phase === 'validating' || phase === 'dialing').length;
