import type { AgentIn, AgentSession } from '../agents/agent-session.ts';
import { longestEngaged, longestReady } from '../agents/matching.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentId, CampaignGroupId } from '../basics/ids.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import { isAssured } from '../campaigns/assured.ts';
import { hasPreview } from '../campaigns/campaign.ts';
import { dialingOrder } from '../campaigns/dialing-order.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { engagedAgentsOf, freeAgentsOf, putSession, sessionOf } from '../entities.ts';
import type { Turn } from '../turn.ts';
import type { Dialable } from './chains.ts';
import { takeNext } from './chains.ts';
import { dialNow, engage } from './engage.ts';
import { openAttempt, placeWith } from './place.ts';

/** Takes up to `count` records in hand, in the order of the session; returns how many it found. */
export function openNext(
  turn: Turn,
  session: DialSession,
  free: readonly AgentSession[],
  count: number,
): number {
  const { groupId } = session;
  const order = dialingOrder(session);
  switch (order) {
    case 'own-agent':
      return openForEach(turn, groupId, free, count);
    case 'any-agent':
    case 'seizing': {
      let opened = 0;
      while (opened < count && openForAnybody(turn, groupId, order)) opened += 1;
      return opened;
    }
    default:
      return unreachable(order);
  }
}

function openForEach(
  turn: Turn,
  groupId: CampaignGroupId,
  free: readonly AgentSession[],
  count: number,
): number {
  let opened = 0;
  for (const agent of free) {
    if (opened >= count) break;
    const next = take(turn, groupId, agent.agentId);
    if (next === undefined) continue;
    opened += 1;
    const session = sessionOf(turn.state, groupId);
    // What is shown first may still be rejected; the line is held when it is accepted.
    const isHeld = isAssured(session.plan.assured, next.record) && !hasPreview(session.plan);
    if (isHeld) engage(turn, session, agent, next);
    else placeWith(turn, session, agent, next);
  }
  return opened;
}

/** False when there is no record, or none but assured ones and nobody to have ready for them. */
function openForAnybody(
  turn: Turn,
  groupId: CampaignGroupId,
  order: 'any-agent' | 'seizing',
): boolean {
  const { assured, agentGroupId } = sessionOf(turn.state, groupId).plan;
  const onTheLine = longestEngaged(engagedAgentsOf(turn.state, groupId));
  const ready = longestReady(freeAgentsOf(turn.state, agentGroupId));
  const agent = order === 'seizing' ? onTheLine : ready;
  const suits = (record: CallingRecord) => agent !== undefined || !isAssured(assured, record);
  const next = take(turn, groupId, undefined, suits);
  if (next === undefined) return false;
  const session = sessionOf(turn.state, groupId);
  if (agent === undefined || !isAssured(assured, next.record)) {
    openAttempt(turn, session, { dialable: next, agentId: undefined, openedFor: undefined });
  } else holdFor(turn, session, agent, next);
  return true;
}

function holdFor(
  turn: Turn,
  session: DialSession,
  agent: AgentSession | AgentIn<'engaged'>,
  next: Dialable,
): void {
  if (agent.phase === 'engaged') dialNow(turn, session, agent, next);
  else engage(turn, session, agent, next);
}

function take(
  turn: Turn,
  groupId: CampaignGroupId,
  agentId: AgentId | undefined,
  suits?: (record: CallingRecord) => boolean,
): Dialable | undefined {
  const next = takeNext(turn, sessionOf(turn.state, groupId), agentId, suits);
  // Chains may have left the buffer on the way, found or not.
  const session = sessionOf(turn.state, groupId);
  const taken = next?.held.chain.id;
  const isFirst = taken !== undefined && session.buffer[0] === taken;
  // Mostly it is the first: then nothing else has left, and a long buffer is not looked through.
  const buffer = isFirst
    ? session.buffer.slice(1)
    : session.buffer.filter((id) => id !== taken && turn.state.chains.has(id));
  if (buffer.length !== session.buffer.length) putSession(turn, { ...session, buffer });
  return next;
}
