import { workOf } from './agent-work.ts';
import { pacingState } from './agents/agent-pacing.ts';
import type { AgentSession } from './agents/agent-session.ts';
import type { Instant } from './basics/time.ts';
import { seconds } from './basics/time.ts';
import { isPooled } from './campaigns/dialing-order.ts';
import { profileAt } from './compliance/profiles/all-profiles.ts';
import type { Attempt } from './dialing/attempt.ts';
import { pacingEvents, pacingPast } from './dialing/attempt-pacing.ts';
import type { DialSession } from './dialing/dial-session.ts';
import { targetOf } from './dialing/dial-session.ts';
import { abandonmentPeriodMs } from './dialing/past-answers.ts';
import type {
  PacingController,
  PacingEvent,
  PacingLimits,
  PacingTarget,
} from './pacing/contract.ts';
import { createController } from './pacing/controller.ts';
import type { SiteState } from './state.ts';

/** A controller, the limits that it was told last, and when what it has learned was kept last. */
export type Pacer = {
  limits: PacingLimits;
  readonly controller: PacingController;
  keptAt: Instant;
};

/** No ring is cut shorter (16 CFR 310.4(b)(4)(ii)), where the campaign names no other law. */
const RING_MS_MIN = seconds(15);

/** What the plan and the supervisor allow the controller of a session. */
export const pacingLimits = (session: DialSession, at: Instant): PacingLimits => {
  const { limits, past, rules, memory } = session.plan;
  return {
    target: targetOf(session),
    ceiling: {
      share: limits.abandonShareMax,
      periodMs: abandonmentPeriodMs(rules, at),
      before: past,
    },
    ringMs: rules === undefined ? RING_MS_MIN : profileAt(rules.profile, at).ringMsMin,
    takesBack: true,
    memory,
  };
};

/**
 * The controller of a session, made when it is first asked for: it is shown everybody who is there
 * and every call in the air, as if it had watched. Told when the limits have changed.
 */
export function pacerOf(state: SiteState, session: DialSession, at: Instant): PacingController {
  const known = state.index.pacers.get(session.groupId);
  // Asked at every decision: what the law says is looked up when it is to be told.
  if (known !== undefined && isSame(known.limits.target, targetOf(session))) {
    return known.controller;
  }
  const limits = pacingLimits(session, at);
  if (known !== undefined) {
    known.limits = limits;
    known.controller.observe({ type: 'limits-changed', limits, at });
    return known.controller;
  }
  const controller = createController(limits);
  for (const event of presentOf(state, session)) controller.observe(event);
  state.index.pacers.set(session.groupId, { limits, controller, keptAt: at });
  return controller;
}

/** Small plain values, always built with their fields in the same order. */
const isSame = (a: PacingTarget, b: PacingTarget): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function presentOf(state: SiteState, session: DialSession): readonly PacingEvent[] {
  const { groupId, plan } = session;
  const events: PacingEvent[] = [];
  for (const id of state.index.agentsByGroup.get(plan.agentGroupId) ?? []) {
    const agent = state.agents.get(id);
    if (agent !== undefined) events.push(agentEvent(state, session, agent, agent.since));
  }
  for (const id of state.index.unmetByGroup.get(groupId) ?? []) {
    const attempt = state.attempts.get(id);
    if (attempt === undefined) continue;
    events.push(...pacingPast(attempt, listOf(state, attempt)));
  }
  return events.toSorted((a, b) => a.at - b.at);
}

const agentEvent = (
  state: SiteState,
  session: DialSession,
  agent: AgentSession,
  at: Instant,
): PacingEvent => ({
  type: 'agent-changed',
  agentId: agent.agentId,
  state: isElsewhere(state, session, agent) ? 'gone' : pacingState(agent),
  at,
});

/** At the work of a session which will have them again: they do not come to this one. */
function isElsewhere(state: SiteState, session: DialSession, agent: AgentSession): boolean {
  if (state.sessions.size < 2) return false;
  const work = workOf(state, agent);
  const other = work === undefined ? undefined : state.sessions.get(work);
  if (other === undefined || other.groupId === session.groupId) return false;
  return !isPooled(session) || !isPooled(other);
}

/** Shows the controllers of an agent's groups what has become of the agent. */
export function showAgent(
  state: SiteState,
  before: AgentSession | undefined,
  after: AgentSession | undefined,
  at: Instant,
): void {
  if (state.index.pacers.size === 0) return;
  const agent = after ?? before;
  if (agent === undefined) return;
  const gone: PacingEvent = {
    type: 'agent-changed',
    agentId: agent.agentId,
    state: 'gone',
    at,
  };
  for (const [groupId, { controller }] of state.index.pacers) {
    const session = state.sessions.get(groupId);
    if (session === undefined) continue;
    const group = session.plan.agentGroupId;
    if (agent.groupIds.includes(group)) {
      controller.observe(after === undefined ? gone : agentEvent(state, session, after, at));
    } else if (before?.groupIds.includes(group)) controller.observe(gone);
  }
}

/** Shows the controller of its session what has become of a call. */
export function showAttempt(
  state: SiteState,
  before: Attempt | undefined,
  after: Attempt | undefined,
  at: Instant,
): void {
  const attempt = after ?? before;
  if (attempt === undefined) return;
  const pacer = state.index.pacers.get(attempt.groupId);
  const session = state.sessions.get(attempt.groupId);
  if (pacer === undefined || session === undefined) return;
  const { connectMsMax } = session.plan.limits;
  for (const event of pacingEvents(before, after, at, listOf(state, attempt), connectMsMax)) {
    pacer.controller.observe(event);
  }
}

/** The calling list of the record that is dialed; its chain may have left already. */
function listOf(state: SiteState, { chainId }: Attempt): string | undefined {
  return state.chains.get(chainId)?.chain.listId;
}
