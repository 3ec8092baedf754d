import { countForAnybody, countUndialed, freeInOrder } from '../agents/matching.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { attemptId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, seconds } from '../basics/time.ts';
import { isPredicted, isSeizing, linesPerAgent } from '../campaigns/dialing-order.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isPaused, sameWaits } from '../dialing/dial-session.ts';
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
import { pacerOf } from '../pacers.ts';
import type { PacingCounts, PacingView } from '../pacing/counts.ts';
import { decidePredictive } from '../pacing/predictive.ts';
import { decideProgressive } from '../pacing/progressive.ts';
import type { Turn } from '../turn.ts';
import { endUnreached } from './conclude.ts';
import { seize } from './engage.ts';
import { openNext } from './open-next.ts';

/** A call in the air ages while nothing else happens: predictive pacing looks again after this. */
const PACE_EVERY_MS = seconds(1);

/** Decides how many attempts a running session opens now, opens them, and says why. */
export function pace(turn: Turn, groupId: CampaignGroupId): void {
  const session = sessionOf(turn.state, groupId);
  const seizes = isSeizing(session.mode);
  if (seizes) seize(turn, session);
  const free = freeInOrder(freeAgentsOf(turn.state, session.plan.agentGroupId));
  const atHand = seizes ? countForAnybody(engagedAgentsOf(turn.state, groupId)) : free.length;
  const { takeBack, ...decision } = decide(turn, session, atHand);
  const opened = openNext(turn, session, free, decision.opened);
  const starved = opened < decision.opened;
  const bound = starved && decision.bound === 'nothing' ? 'records' : decision.bound;
  turn.state.index.pacing.set(groupId, { ...decision, opened, bound });
  if (opened > 0) turn.state.index.openedLast.set(groupId, turn.state.idsGiven);
  for (const attempt of takeBack) takeOffTheAir(turn, attempt);
  const now = sessionOf(turn.state, groupId);
  const records = now.buffer.length === 0 && (starved || decision.wanted > 0);
  const trunks = now.trunks.phase !== 'open';
  const waits = { records, ports: bound === 'ports', agents: atHand === 0, trunks };
  const paceAt = paceAgainAt(turn, now);
  if (sameWaits(waits, now.waits) && paceAt === now.paceAt) return;
  putSession(turn, { ...now, waits, paceAt });
}

/** It has rung for as long as the law wants, and nobody was there: the plan's no answer. */
function takeOffTheAir(turn: Turn, attempt: Attempt): void {
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endUnreached(turn, attempt, 'no-answer');
}

/** Undefined where only an event can change the answer. */
function paceAgainAt({ state, at }: Turn, session: DialSession): Instant | undefined {
  const { groupId, plan, paceAt } = session;
  if (!isPredicted(session)) return undefined;
  const hasAgents = countIn(state.index.agentsByGroup, plan.agentGroupId) > 0;
  const hasCalls = session.buffer.length > 0 || countIn(state.index.unmetByGroup, groupId) > 0;
  if (!hasAgents || !hasCalls) return undefined;
  return paceAt !== undefined && paceAt > at ? paceAt : after(at, PACE_EVERY_MS);
}

type Decided = PacingView & { readonly takeBack: readonly Attempt[] };

function decide(turn: Turn, session: DialSession, free: number): Decided {
  const { state, at } = turn;
  const hand = handOf(turn, session, free);
  const counts = pacingCounts(session, hand);
  const lines = hand.linesPerAgent;
  const byRule = { ...decideProgressive(counts, lines), takeBack: [] };
  if (!state.isSwitchUp) return { ...byRule, opened: 0, bound: 'switch' };
  if (isPaused(session, at)) return { ...byRule, opened: 0, bound: 'pause' };
  const decision = isPredicted(session) ? predict(turn, session, hand, counts) : byRule;
  const room = trunkRoom(session.trunks, hand.offers + unrung(hand.attempts));
  return decision.opened <= room ? decision : { ...decision, opened: room, bound: 'trunks' };
}

function handOf({ state }: Turn, session: DialSession, free: number): InHand {
  const { groupId } = session;
  const { attemptsByGroup, offersByGroup, unmetByGroup } = state.index;
  const offers = countIn(offersByGroup, groupId) + countUndialed(engagedAgentsOf(state, groupId));
  const connected = countIn(attemptsByGroup, groupId) - countIn(unmetByGroup, groupId);
  const attempts = [...unmetAttemptsOf(state, groupId)];
  return { free, offers, connected, attempts, linesPerAgent: linesPerAgent(session) };
}

function predict(turn: Turn, session: DialSession, hand: InHand, counts: PacingCounts): Decided {
  const { state, at } = turn;
  const position = pacingPosition(session, hand, counts, at);
  const { view, takeBack } = decidePredictive(pacerOf(state, session, at), position);
  const known = takeBack.map((id) => state.attempts.get(attemptId(id)));
  return { ...view, takeBack: known.filter((attempt) => attempt?.phase === 'ringing') };
}

/** Nothing has been heard of these yet. */
const unrung = (attempts: readonly Attempt[]): number =>
  attempts.filter(({ phase }) => phase === 'dialing').length;
