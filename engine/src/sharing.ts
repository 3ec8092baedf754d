import { workOf } from './agent-work.ts';
import type { AgentSession } from './agents/agent-session.ts';
import { fittedDues } from './agents/fitted-dues.ts';
import { seatsOf } from './agents/seats.ts';
import type { AgentGroupId, AgentId, CampaignGroupId } from './basics/ids.ts';
import type { Instant } from './basics/time.ts';
import { minutes } from './basics/time.ts';
import { isSeizing } from './campaigns/dialing-order.ts';
import { EQUAL_STAFFING, type Staffing } from './campaigns/staffing.ts';
import type { DialSession } from './dialing/dial-session.ts';
import { isPaused } from './dialing/dial-session.ts';
import { agentOf, countIn } from './entities.ts';
import { hasPort } from './open-lines.ts';
import type { SiteState } from './state.ts';

/** A session among those that share agents, seen from the one that is decided. */
export type Standing = {
  readonly session: DialSession;
  /** It would dial for an agent now: not one that waits for records, ports or the switch. */
  readonly wants: boolean;
  /** Its agents who are at work or ready. */
  readonly staffed: number;
  /** Of them, those whom the one that is decided counts among its own, too. */
  readonly common: number;
  /** Of them, those who have its work in hand. */
  readonly held: number;
  /** What is due to it of the agents. */
  readonly due: number;
  /** In whole agents. */
  readonly seats: number;
  /** For how many agents it dials at most; `Infinity`: for all. */
  readonly most: number;
};

/** How long it takes until what a session has had is forgotten, about, ms. */
const HAD_MS = minutes(10);

/**
 * The session that is decided first, then whoever shares agents with it. Undefined when nobody
 * does and it may have them all: then every agent of its group is its own.
 */
export function standingsOf(
  state: SiteState,
  session: DialSession,
  at: Instant,
): readonly [Standing, ...Standing[]] | undefined {
  const rivals = rivalsOf(state, session);
  if (rivals.length === 0 && mostOf(session) === Number.POSITIVE_INFINITY) return undefined;
  const wanting = wantingByGroup(state, at);
  const own = newTally(session);
  const others = rivals.map(newTally);
  const isOwn = ({ groupIds }: AgentSession): boolean =>
    groupIds.includes(session.plan.agentGroupId);
  for (const agent of agentsOfAll(state, [session, ...rivals])) {
    const wish = wishFor(agent, wanting);
    const work = workOf(state, agent);
    for (const tally of [own, ...others]) {
      const { groupId, plan } = tally.session;
      if (!agent.groupIds.includes(plan.agentGroupId)) continue;
      tally.staffed += 1;
      if (isOwn(agent)) tally.common += 1;
      if (work === groupId) tally.held += 1;
      const priority = wanting.get(plan.agentGroupId)?.get(groupId) ?? 0;
      if (priority > 0) tally.due += priority / wish;
    }
  }
  fitDues([own, ...others]);
  const seekers = [own, ...others].flatMap(({ session: { groupId }, due, held }) =>
    due > 0 ? [{ groupId, due, had: hadBy(state, groupId, held, at) }] : [],
  );
  const seats = seatsOf(seekers);
  const standing = ({ session: each, ...counts }: Tally): Standing => ({
    session: each,
    ...counts,
    wants: wanting.get(each.plan.agentGroupId)?.has(each.groupId) === true,
    seats: seats.get(each.groupId) ?? 0,
    most: mostOf(each),
  });
  return [standing(own), ...others.map(standing)];
}

type Tally = {
  readonly session: DialSession;
  staffed: number;
  common: number;
  held: number;
  due: number;
};

const newTally = (session: DialSession): Tally => ({
  session,
  staffed: 0,
  common: 0,
  held: 0,
  due: 0,
});

const staffingOf = ({ plan }: DialSession): Staffing => plan.staffing ?? EQUAL_STAFFING;
const mostOf = (session: DialSession): number =>
  staffingOf(session).agentsMax ?? Number.POSITIVE_INFINITY;

/** Whoever wants agents stays between the bounds of their group. */
function fitDues(tallies: readonly Tally[]): void {
  const wanting = tallies.filter(({ due }) => due > 0);
  const claims = wanting.map(({ session, due, staffed }) => ({
    due,
    least: Math.min(staffed, staffingOf(session).agentsMin),
    most: mostOf(session),
  }));
  for (const [place, due] of fittedDues(claims).entries()) {
    const tally = wanting[place];
    if (tally !== undefined) tally.due = due;
  }
}

/** Sessions that dial, or have calls in the air, for some of the same agents. */
function rivalsOf(state: SiteState, { groupId, plan }: DialSession): readonly DialSession[] {
  if (state.sessions.size < 2) return [];
  const { agentsByGroup, unmetByGroup } = state.index;
  const groups = new Set<AgentGroupId>([plan.agentGroupId]);
  for (const id of agentsByGroup.get(plan.agentGroupId) ?? []) {
    for (const other of agentOf(state, id).groupIds) groups.add(other);
  }
  return [...state.sessions.values()].filter(
    (other) =>
      other.groupId !== groupId &&
      groups.has(other.plan.agentGroupId) &&
      (other.phase === 'running' || countIn(unmetByGroup, other.groupId) > 0),
  );
}

/** The priorities of those who would dial now, by the group of agents for whom they would. */
type Wanting = ReadonlyMap<AgentGroupId, ReadonlyMap<CampaignGroupId, number>>;

function wantingByGroup(state: SiteState, at: Instant): Wanting {
  const wanting = new Map<AgentGroupId, Map<CampaignGroupId, number>>();
  for (const session of state.sessions.values()) {
    if (!wantsAgents(state, session, at)) continue;
    const { agentGroupId } = session.plan;
    const known = wanting.get(agentGroupId) ?? new Map<CampaignGroupId, number>();
    known.set(session.groupId, staffingOf(session).priority);
    wanting.set(agentGroupId, known);
  }
  return wanting;
}

function wantsAgents(state: SiteState, session: DialSession, at: Instant): boolean {
  const { groupId, phase, mode, buffer, trunks } = session;
  if (phase !== 'running' || !state.isSwitchUp || isPaused(session, at)) return false;
  if (trunks.phase === 'resting' || !hasPort(state, groupId)) return false;
  if (buffer.length > 0) return true;
  return isSeizing(mode) && countIn(state.index.unmetByGroup, groupId) > 0;
}

/** The priorities of all who would have this agent, summed up. */
function wishFor({ groupIds }: AgentSession, wanting: Wanting): number {
  let wish = 0;
  for (const id of groupIds) {
    for (const priority of wanting.get(id)?.values() ?? []) wish += priority;
  }
  return wish;
}

/** Everybody at work or ready in the groups of these sessions, once. */
function* agentsOfAll(state: SiteState, sessions: readonly DialSession[]): Generator<AgentSession> {
  const seen = new Set<AgentId>();
  for (const groupId of new Set(sessions.map(({ plan }) => plan.agentGroupId))) {
    for (const id of state.index.agentsByGroup.get(groupId) ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      const agent = agentOf(state, id);
      if (agent.phase !== 'not-ready') yield agent;
    }
  }
}

/** The agents that a session has had at work, averaged over the last minutes. */
function hadBy(state: SiteState, groupId: CampaignGroupId, held: number, at: Instant): number {
  const { hadByGroup } = state.index;
  const before = hadByGroup.get(groupId) ?? { had: 0, held, at };
  const kept = Math.exp(-Math.max(0, at - before.at) / HAD_MS);
  const had = before.had * kept + before.held * (1 - kept);
  hadByGroup.set(groupId, { had, held, at });
  return had;
}
