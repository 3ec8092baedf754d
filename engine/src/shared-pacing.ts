import type { AgentSession } from './agents/agent-session.ts';
import type { AgentGroupId, CampaignGroupId } from './basics/ids.ts';
import type { Instant } from './basics/time.ts';
import { isPooled, isPredicted, isSeizing, linesPerAgent } from './campaigns/dialing-order.ts';
import { isPaced } from './dialing/attempt-pacing.ts';
import type { DialSession } from './dialing/dial-session.ts';
import { countIn, unmetAttemptsOf } from './entities.ts';
import { pacerOf } from './pacers.ts';
import type { PacingDemand, PacingShared } from './pacing/contract.ts';
import { certain, thinned } from './pacing/demand.ts';
import type { Standing } from './sharing.ts';
import { standingsOf } from './sharing.ts';
import type { SiteState } from './state.ts';

/*
 * Sessions that share agents divide them in two ways. Those that look ahead race for one pool:
 * each counts the calls of the others against the same agents, and whoever is behind goes first.
 * All others (one call for each agent, seizing, too little known, nothing left to lose) have whole
 * agents of their own, as many as are due to them, and those that look ahead do without these.
 */

/** Dials ahead by forecast, and did so when it was decided last. */
function looksAhead(state: SiteState, session: DialSession): boolean {
  const view = state.index.pacing.get(session.groupId);
  if (!isPooled(session) || view?.forecast === undefined) return false;
  const { bound } = view;
  return bound !== 'thin-data' && bound !== 'ledger' && bound !== 'mismatch';
}

/** Calls and people of a session that will be given to whoever is free, ringing or waiting. */
function pendingOf(state: SiteState, session: DialSession): number {
  let inAir = 0;
  let waiting = 0;
  for (const attempt of unmetAttemptsOf(state, session.groupId)) {
    if (!isPaced(attempt)) continue;
    if (attempt.phase === 'waiting') waiting += 1;
    else inAir += 1;
  }
  const lines = isPooled(session) ? 1 : Math.max(1, linesPerAgent(session));
  return waiting + Math.ceil(inAir / lines);
}

/** Agents that a session which does not look ahead will have, whatever happens. */
function claimOf(state: SiteState, { session, wants, seats, held }: Standing): number {
  return Math.max(wants ? seats - held : 0, pendingOf(state, session));
}

const shareOf = ({ common, staffed }: Standing): number => (staffed === 0 ? 0 : common / staffed);

/** What rivals ask of the agents of the session from which they are seen. */
function demandOf(
  state: SiteState,
  rivals: readonly Standing[],
  at: Instant,
): readonly PacingDemand[] {
  return rivals.flatMap((rival) => {
    const share = shareOf(rival);
    const { session } = rival;
    if (share === 0) return [];
    if (!looksAhead(state, session)) return [thinned(certain(claimOf(state, rival)), share)];
    const demand = pacerOf(state, session, at).demand(at);
    return demand.map((each) => thinned(each, share));
  });
}

/**
 * Of these free agents, in their order, those for whom the session may dial one call each: as many
 * as are due to it, then whom nobody else would take, and none on whom the calls of others count.
 */
export function takeable(
  state: SiteState,
  [own, ...rivals]: readonly [Standing, ...Standing[]],
  free: readonly AgentSession[],
  at: Instant,
): readonly AgentSession[] {
  const most = Math.max(0, own.seats - own.held);
  const room = roomOf(own);
  if (free.length === 0) return [];
  const hungry = rivals.filter(
    ({ session, wants, held, seats }) => wants && (looksAhead(state, session) || held < seats),
  );
  const allowances = rivals
    .filter(({ session }) => countIn(state.index.unmetByGroup, session.groupId) > 0)
    .map((rival) => allowanceOf(state, own.session, rival, free, at));
  const taken: AgentSession[] = [];
  for (const agent of free) {
    if (taken.length >= room) break;
    const isWanted = hungry.some(({ session }) =>
      agent.groupIds.includes(session.plan.agentGroupId),
    );
    if (taken.length >= most && isWanted) continue;
    const touched = allowances.filter(({ group }) => agent.groupIds.includes(group));
    if (touched.some(({ left }) => left <= 0)) continue;
    for (const allowance of touched) allowance.left -= 1;
    taken.push(agent);
  }
  return taken;
}

/** For how many more agents it may dial. */
const roomOf = ({ most, held }: Standing): number => Math.max(0, most - held);

const waitingIn = (state: SiteState, { groupId }: DialSession): number =>
  [...unmetAttemptsOf(state, groupId)].filter(({ phase }) => phase === 'waiting').length;

type Allowance = { readonly group: AgentGroupId; left: number };

/** How many of its agents a rival with calls in the air can do without. */
function allowanceOf(
  state: SiteState,
  { groupId }: DialSession,
  rival: Standing,
  free: readonly AgentSession[],
  at: Instant,
): Allowance {
  const { session } = rival;
  const group = session.plan.agentGroupId;
  const freeHere = countIn(state.index.freeByGroup, group);
  if (!looksAhead(state, session)) return { group, left: freeHere - pendingOf(state, session) };
  const [, ...theirs] = standingsOf(state, session, at) ?? [];
  const others = theirs.filter((each) => each.session.groupId !== groupId);
  const inCommon = free.filter(({ groupIds }) => groupIds.includes(group)).length;
  const waiting = waitingIn(state, session);
  const position = { at, free: freeHere, waiting, inAir: 0, portsFree: 0, recordsFree: 0 };
  const shared = { demand: demandOf(state, others, at), own: 0, part: 1 };
  const spare = pacerOf(state, session, at).spare({ ...position, shared });
  return { group, left: Math.min(spare, inCommon) };
}

/** What the controller of a session is told of the others; `own`: whom it may dial one call for. */
export function sharedOf(
  state: SiteState,
  [own, ...rivals]: readonly [Standing, ...Standing[]],
  { free, mine }: { readonly free: number; readonly mine: readonly AgentSession[] },
  at: Instant,
): PacingShared {
  const demand = [...demandOf(state, rivals, at), ...beyond(own, rivals)];
  const part = partOf(own, rivals);
  if (!looksAhead(state, own.session)) return { demand, own: mine.length, part };
  const spoken = rivals.reduce((sum, rival) => {
    const { session } = rival;
    const ahead = looksAhead(state, session);
    return sum + shareOf(rival) * (ahead ? pendingOf(state, session) : claimOf(state, rival));
  }, 0);
  const left = Math.min(Math.max(0, Math.floor(free - spoken)), roomOf(own));
  return { demand, own: left, part, priceMax: priceMaxOf(state, own, rivals) };
}

/** Agents whom it may not have are to the controller as if they were spoken for. */
function beyond(own: Standing, rivals: readonly Standing[]): readonly PacingDemand[] {
  const elsewhere = rivals.reduce((sum, rival) => sum + shareOf(rival) * rival.held, 0);
  const count = Math.floor(own.staffed - own.most - elsewhere);
  return count > 0 ? [certain(count)] : [];
}

/** Of the agents that the controller sees: those at other work than calls for anybody are not. */
function partOf(own: Standing, rivals: readonly Standing[]): number {
  const seen = rivals.reduce(
    (sum, rival) => (isPooled(rival.session) ? sum : sum - shareOf(rival) * rival.held),
    own.staffed,
  );
  return own.seats <= 0 ? 1 : Math.min(1, own.seats / Math.max(1, seen));
}

/** Whoever has more than is due to them pays no more than those who are behind can. */
function priceMaxOf(
  state: SiteState,
  own: Standing,
  rivals: readonly Standing[],
): number | undefined {
  const load = loadOf(state, own);
  let most: number | undefined;
  for (const rival of rivals) {
    if (!rival.wants || !looksAhead(state, rival.session)) continue;
    const view = state.index.pacing.get(rival.session.groupId);
    if (view?.bound !== 'risk' || view.forecast === undefined) continue;
    if (loadOf(state, rival) < load) most = Math.min(most ?? 1, view.forecast.price);
  }
  return most;
}

/** The agents that a session has or will soon have, as a share of what is due to it. */
export function loadOf(state: SiteState, { session, held, due }: Standing): number {
  const soon = state.index.pacing.get(session.groupId)?.forecast?.answersSoon ?? 0;
  return due === 0 ? 0 : (held + soon) / due;
}

/** Agents without those whom a session that may lose nobody has called people for. */
export function withoutSpokenFor(
  state: SiteState,
  groupId: CampaignGroupId,
  free: Iterable<AgentSession>,
): Iterable<AgentSession> {
  if (state.sessions.size < 2) return free;
  const full = [...state.sessions.values()]
    .filter((session) => session.groupId !== groupId && mayLoseNobody(state, session))
    .filter((session) => {
      const pending = pendingOf(state, session);
      return pending > 0 && countIn(state.index.freeByGroup, session.plan.agentGroupId) <= pending;
    })
    .map(({ plan }) => plan.agentGroupId);
  if (full.length === 0) return free;
  return [...free].filter(({ groupIds }) => !full.some((group) => groupIds.includes(group)));
}

/** Dials one call for each agent because its share of lost people is used up, or is none. */
function mayLoseNobody(state: SiteState, session: DialSession): boolean {
  if (!isPredicted(session) || isSeizing(session.mode)) return false;
  const isSpent = state.index.pacing.get(session.groupId)?.bound === 'ledger';
  return isSpent || session.plan.limits.abandonShareMax === 0;
}
