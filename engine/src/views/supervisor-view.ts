import type { AgentPhase, AgentSession } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentGroupId, AgentId, CampaignGroupId, CampaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { AttemptPhase } from '../dialing/attempt.ts';
import type {
  DialSession,
  DialSessionPhase,
  SessionCounts,
  Waits,
} from '../dialing/dial-session.ts';
import { targetOf } from '../dialing/dial-session.ts';
import { agentsOf, attemptsOf, countIn, sessionOf } from '../entities.ts';
import type { Abandonment } from '../pacing/abandonment.ts';
import { abandonment } from '../pacing/abandonment.ts';
import type { PacingTarget } from '../pacing/contract.ts';
import type { PacingView } from '../pacing/counts.ts';
import type { SiteState } from '../state.ts';

/** One dial session as its supervisor sees it. */
export type SessionRow = {
  readonly groupId: CampaignGroupId;
  readonly groupName: string;
  readonly campaignId: CampaignId;
  readonly campaignName: string;
  readonly agentGroupName: string;
  readonly phase: DialSessionPhase;
  readonly since: Instant;
  readonly mode: string;
  readonly multiplier: number;
  /** What predictive pacing aims at, also while another mode dials. */
  readonly target: PacingTarget;
  readonly autoComplete: boolean;
  readonly waits: Waits;
  readonly buffered: number;
  readonly agents: AgentTotals;
  readonly inAir: AirTotals;
  readonly counts: SessionCounts;
  /** Since the session was loaded. */
  readonly abandonment: Abandonment;
  /** Of the campaign in the law's period, with what was before the session. */
  readonly periodAbandonment: Abandonment;
  /** Why pacing opened what it opened last. */
  readonly pacing: PacingView;
};

export type AgentTotals = {
  readonly loggedOn: number;
  readonly ready: number;
  readonly reserved: number;
  /** On the line for somebody who is not there yet. */
  readonly engaged: number;
  readonly talking: number;
  readonly wrapUp: number;
  readonly notReady: number;
};

export type AirTotals = {
  readonly offered: number;
  readonly dialing: number;
  readonly ringing: number;
  readonly waiting: number;
  readonly connected: number;
};

export type AgentRow = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly groupIds: readonly AgentGroupId[];
  readonly phase: AgentPhase;
  readonly reason: string | undefined;
  readonly since: Instant;
  readonly pending: string | undefined;
  readonly connected: boolean;
  readonly campaignName: string | undefined;
  readonly calls: number;
  readonly contacts: number;
  readonly talkMs: number;
  readonly timeOuts: number;
  readonly rejects: number;
};

/** The row of one loaded group; undefined once it is unloaded. */
export function sessionRow(state: SiteState, groupId: CampaignGroupId): SessionRow | undefined {
  const session = state.sessions.get(groupId);
  if (session === undefined) return undefined;
  const { plan, phase, since, mode, multiplier, autoComplete, waits, counts } = session;
  return {
    groupId,
    groupName: plan.groupName,
    campaignId: plan.campaignId,
    campaignName: plan.campaignName,
    agentGroupName: plan.agentGroupName,
    phase,
    since,
    mode,
    multiplier,
    target: targetOf(session),
    autoComplete,
    waits,
    buffered: session.buffer.length,
    agents: agentTotals(state, plan.agentGroupId),
    inAir: airTotals(state, groupId),
    counts,
    abandonment: abandonment(counts.abandoned, counts.liveAnswers, plan.limits.abandonShareMax),
    periodAbandonment: periodAbandonment(session),
    pacing: state.index.pacing.get(groupId) ?? NO_PACING,
  };
}

/** What is older than the period while the session is loaded stays in: the next load forgets it. */
function periodAbandonment({ plan, counts }: DialSession): Abandonment {
  const { limits, past } = plan;
  const abandoned = counts.abandoned + (past?.abandoned ?? 0);
  const liveAnswers = counts.liveAnswers + (past?.liveAnswers ?? 0);
  return abandonment(abandoned, liveAnswers, limits.abandonShareMax);
}

const NO_PACING: PacingView = {
  ready: 0,
  waiting: 0,
  inAir: 0,
  wanted: 0,
  opened: 0,
  bound: 'nothing',
};

function agentTotals(state: SiteState, groupId: AgentGroupId): AgentTotals {
  const totals = {
    loggedOn: 0,
    ready: 0,
    reserved: 0,
    engaged: 0,
    talking: 0,
    wrapUp: 0,
    notReady: 0,
  };
  for (const agent of agentsOf(state, groupId)) {
    totals.loggedOn += 1;
    totals[TOTAL_OF[agent.phase]] += 1;
  }
  return totals;
}

const TOTAL_OF = {
  'not-ready': 'notReady',
  ready: 'ready',
  previewing: 'reserved',
  placing: 'reserved',
  internal: 'talking',
  reserved: 'reserved',
  engaged: 'engaged',
  talking: 'talking',
  consulted: 'talking',
  'wrap-up': 'wrapUp',
} as const satisfies Record<AgentPhase, keyof AgentTotals>;

function airTotals(state: SiteState, groupId: CampaignGroupId): AirTotals {
  const offered = countIn(state.index.offersByGroup, groupId);
  const totals = { offered, dialing: 0, ringing: 0, waiting: 0, connected: 0 };
  for (const attempt of attemptsOf(state, groupId)) {
    // Nothing of it has reached the switch.
    if (attempt.phase === 'validating') continue;
    totals[AIR_TOTAL_OF[attempt.phase]] += 1;
  }
  return totals;
}

/** Whoever is handed on has somebody, or is about to, and waits for none of the agents. */
const AIR_TOTAL_OF = {
  dialing: 'dialing',
  ringing: 'ringing',
  detecting: 'waiting',
  waiting: 'waiting',
  connected: 'connected',
  transferring: 'connected',
} as const satisfies Record<Exclude<AttemptPhase, 'validating'>, keyof AirTotals>;

export function agentRow(state: SiteState, agentId: AgentId): AgentRow | undefined {
  const agent = state.agents.get(agentId);
  if (agent === undefined) return undefined;
  const { name, groupIds, phase, since, pending, goneSince, today } = agent;
  return {
    agentId,
    name,
    groupIds,
    phase,
    reason: phase === 'not-ready' ? agent.reason : undefined,
    since,
    pending: pending?.to,
    connected: goneSince === undefined,
    campaignName: campaignOf(state, agent),
    calls: today.calls,
    contacts: today.contacts,
    talkMs: today.talkMs,
    timeOuts: today.timeOuts,
    rejects: today.rejects,
  };
}

function campaignOf(state: SiteState, agent: AgentSession): string | undefined {
  const groupId = groupOf(state, agent);
  return groupId === undefined ? undefined : sessionOf(state, groupId).plan.campaignName;
}

function groupOf(state: SiteState, agent: AgentSession): CampaignGroupId | undefined {
  switch (agent.phase) {
    case 'not-ready':
    case 'ready':
    case 'internal':
      return undefined;
    case 'previewing':
      return state.offers.get(agent.offerId)?.groupId;
    case 'placing':
      return agent.placing.groupId;
    case 'reserved':
      return state.attempts.get(agent.attemptId)?.groupId;
    case 'engaged':
      return agent.engagement.groupId;
    case 'talking':
    case 'consulted':
    case 'wrap-up':
      return state.interactions.get(agent.interactionId)?.groupId;
    default:
      return unreachable(agent);
  }
}
