import type { AgentIn, AgentSession } from '../agents/agent-session.ts';
import type { EngagedRecord } from '../agents/engagement.ts';
import { dialingFor, isForAnybody, newEngagement, raised } from '../agents/engagement.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { interactionId } from '../basics/ids.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { isSeizing } from '../campaigns/dialing-order.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { isCircuitOpen, isPaused } from '../dialing/dial-session.ts';
import {
  agentOf,
  countIn,
  engagedAgentsOf,
  heldChain,
  holdChain,
  putAgent,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import { occupiedLines } from '../open-lines.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { playMusic } from './agent-legs.ts';
import { enter, settleAgent } from './agent-phases.ts';
import type { Dialable } from './chains.ts';
import { mayDial } from './chains.ts';
import { openAttempt } from './place.ts';

/**
 * Holds the agent's line: for this record and no other, or for whoever answers. Nobody is dialed
 * for it before the leg is up.
 */
export function engage(
  turn: Turn,
  { groupId }: DialSession,
  agent: AgentSession,
  dialable: Dialable | undefined,
): void {
  const record = dialable === undefined ? undefined : recordOf(dialable);
  if (dialable !== undefined) holdChain(turn, { ...dialable.held, place: 'engagement' });
  const id = interactionId(nextId(turn.state, 'i'));
  const what = { interactionId: id, groupId, openedAt: turn.at, record };
  const wasUp = agent.phone.kind !== 'none' && agent.phone.leg !== 'down';
  // How the last one ended stays to be read: the next is on its way before anybody could.
  enter(turn, agent, { phase: 'engaged', engagement: newEngagement(what) });
  if (wasUp) playMusic(turn, agent.agentId, true);
  onEngagedLegUp(turn, agentOf(turn.state, agent.agentId));
}

const recordOf = ({ held, record }: Dialable): EngagedRecord => ({
  chainId: held.chain.id,
  recordId: record.id,
});

/** The agent hears music from now on. Where no leg is needed they are there at once. */
export function onEngagedLegUp(turn: Turn, agent: AgentSession): void {
  if (agent.phase !== 'engaged') return;
  const engagement = raised(agent.engagement, agent.phone, turn.at);
  if (engagement !== agent.engagement) putAgent(turn, { ...agent, engagement });
}

/** Ends the engaging of a turn: lines are held and let go, and records dialed for who is there. */
export function settleEngaged(turn: Turn, groupId: CampaignGroupId): void {
  releaseIdle(turn, groupId);
  dialForEngaged(turn, groupId);
}

/** With seizing these free agents are wanted on the line while there is somebody to dial. */
export function seize(turn: Turn, session: DialSession, free: readonly AgentSession[]): void {
  const { state, at } = turn;
  const { groupId, plan } = session;
  if (!state.isSwitchUp || isPaused(session, at) || isCircuitOpen(session, at)) return;
  const { engagedByGroup, unmetByGroup } = state.index;
  const unmet = countIn(unmetByGroup, groupId);
  if (session.buffer.length === 0 && unmet === 0) return;
  const talking = occupiedLines(state, groupId);
  // More people on the line than calls there may be would hear music in vain.
  let room = plan.limits.attemptsMax - talking - countIn(engagedByGroup, groupId);
  for (const agent of free) {
    if (room <= 0) return;
    room -= 1;
    engage(turn, session, agent, undefined);
  }
}

/** A line that is held for whoever answers is let go when nobody is dialed for it any more. */
function releaseIdle(turn: Turn, groupId: CampaignGroupId): void {
  const { phase, mode } = sessionOf(turn.state, groupId);
  if (phase === 'running' && isSeizing(mode)) return;
  for (const { agentId: promisedTo } of unmetAttemptsOf(turn.state, groupId)) {
    if (promisedTo === undefined) return;
  }
  for (const { agentId, engagement } of [...engagedAgentsOf(turn.state, groupId)]) {
    if (isForAnybody(engagement)) settleAgent(turn, agentId);
  }
}

function dialForEngaged(turn: Turn, groupId: CampaignGroupId): void {
  const session = sessionOf(turn.state, groupId);
  const { at } = turn;
  if (!turn.state.isSwitchUp || isPaused(session, at) || isCircuitOpen(session, at)) return;
  for (const agent of [...engagedAgentsOf(turn.state, groupId)]) {
    // Nobody is dialed for an agent whose screen is gone: their line is held for a while.
    if (agent.goneSince === undefined) dialIfUp(turn, agent);
  }
}

/** Asked once more, now: while the phone was ringing the record's hour may have passed. */
function dialIfUp(turn: Turn, agent: AgentIn<'engaged'>): void {
  const { engagement, agentId } = agent;
  if (engagement.phase !== 'engaged' || engagement.record === undefined) return;
  const session = sessionOf(turn.state, engagement.groupId);
  const held = heldChain(turn.state, engagement.record.chainId);
  if (!mayDial(turn, session, held, true)) return settleAgent(turn, agentId);
  dialNow(turn, session, agent, { held, record: recordToDial(held.chain) });
}

/** Gives a line that is held for anybody to one record, and dials it. */
export function dialNow(
  turn: Turn,
  session: DialSession,
  agent: AgentIn<'engaged'>,
  dialable: Dialable,
): void {
  const { engagement, agentId } = agent;
  if (engagement.phase !== 'engaged') return;
  const attempt = openAttempt(turn, session, { dialable, agentId, openedFor: undefined });
  const tied = dialingFor(engagement, recordOf(dialable), attempt.id);
  putAgent(turn, { ...agent, engagement: tied });
}
