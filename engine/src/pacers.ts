import { pacingState } from './agents/agent-pacing.ts';
import type { AgentSession } from './agents/agent-session.ts';
import type { Instant } from './basics/time.ts';
import { seconds } from './basics/time.ts';
import type { Attempt } from './dialing/attempt.ts';
import { pacingEvents, pacingPast } from './dialing/attempt-pacing.ts';
import type { DialSession } from './dialing/dial-session.ts';
import { targetOf } from './dialing/dial-session.ts';
import { ABANDONMENT_PERIOD_MS } from './dialing/past-answers.ts';
import type {
  PacingController,
  PacingEvent,
  PacingLimits,
  PacingTarget,
} from './pacing/contract.ts';
import { createController } from './pacing/controller.ts';
import type { SiteState } from './state.ts';

/** A controller and the limits that it was told last. */
export type Pacer = { limits: PacingLimits; readonly controller: PacingController };

/** No ring is cut shorter (16 CFR 310.4(b)(4)(ii)). */
const RING_MS_MIN = seconds(15);

/** What the plan and the supervisor allow the controller of a session. */
export const pacingLimits = (session: DialSession): PacingLimits => {
  const { limits, past } = session.plan;
  return {
    target: targetOf(session),
    ceiling: {
      share: limits.abandonShareMax,
      periodMs: ABANDONMENT_PERIOD_MS,
      before: past,
    },
    ringMs: RING_MS_MIN,
    takesBack: true,
  };
};

/**
 * The controller of a session, made when it is first asked for: it is shown everybody who is there
 * and every call in the air, as if it had watched. Told when the limits have changed.
 */
export function pacerOf(state: SiteState, session: DialSession, at: Instant): PacingController {
  const known = state.index.pacers.get(session.groupId);
  const limits = pacingLimits(session);
  if (known !== undefined) {
    if (!isSame(known.limits.target, limits.target)) {
      known.limits = limits;
      known.controller.observe({ type: 'limits-changed', limits, at });
    }
    return known.controller;
  }
  const controller = createController(limits);
  for (const event of presentOf(state, session)) controller.observe(event);
  state.index.pacers.set(session.groupId, { limits, controller });
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
    if (agent !== undefined) events.push(agentEvent(agent, agent.since));
  }
  for (const id of state.index.unmetByGroup.get(groupId) ?? []) {
    const attempt = state.attempts.get(id);
    if (attempt === undefined) continue;
    events.push(...pacingPast(attempt, listOf(state, attempt)));
  }
  return events.toSorted((a, b) => a.at - b.at);
}

const agentEvent = (agent: AgentSession, at: Instant): PacingEvent => ({
  type: 'agent-changed',
  agentId: agent.agentId,
  state: pacingState(agent),
  at,
});

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
  const event = after === undefined ? gone : agentEvent(after, at);
  for (const [groupId, { controller }] of state.index.pacers) {
    const group = state.sessions.get(groupId)?.plan.agentGroupId;
    if (group === undefined) continue;
    if (agent.groupIds.includes(group)) controller.observe(event);
    else if (before?.groupIds.includes(group)) controller.observe(gone);
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
  if (pacer === undefined) return;
  for (const event of pacingEvents(before, after, at, listOf(state, attempt))) {
    pacer.controller.observe(event);
  }
}

/** The calling list of the record that is dialed; its chain may have left already. */
function listOf(state: SiteState, { chainId }: Attempt): string | undefined {
  return state.chains.get(chainId)?.chain.listId;
}
