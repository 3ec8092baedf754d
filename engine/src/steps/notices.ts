import type { AgentSession, Notice } from '../agents/agent-session.ts';
import { noticeId } from '../basics/ids.ts';
import { campaignValue } from '../campaigns/field-layout.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { agentsOf, putAgent } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';

/** An agent who never looks keeps the newest. */
const NOTICES_MAX = 20;

/** Tells every logged-on agent of the session's group. */
export function announce(turn: Turn, session: DialSession, kind: Notice['kind']): void {
  for (const agent of [...agentsOf(turn.state, session.plan.agentGroupId)]) {
    putAgent(turn, withNotice(turn, agent, session, kind));
  }
}

/** What somebody who has just logged on should know of the campaigns that are loaded. */
export function withLoaded(turn: Turn, agent: AgentSession): AgentSession {
  let told = agent;
  for (const session of turn.state.sessions.values()) {
    if (!agent.groupIds.includes(session.plan.agentGroupId)) continue;
    if (session.phase === 'loading' || session.phase === 'unloading') continue;
    told = withNotice(turn, told, session, 'loaded');
    if (session.phase === 'running') told = withNotice(turn, told, session, 'started');
  }
  return told;
}

function withNotice(
  turn: Turn,
  agent: AgentSession,
  session: DialSession,
  kind: Notice['kind'],
): AgentSession {
  const { plan, groupId } = session;
  const notice: Notice = {
    id: noticeId(nextId(turn.state, 'n')),
    kind,
    groupId,
    campaignName: plan.campaignName,
    groupName: plan.groupName,
    mode: session.mode,
    fields: plan.noticeFields.map(({ key, label }) => ({
      label,
      value: campaignValue(key, plan) ?? '',
    })),
    at: turn.at,
  };
  // Once a campaign is unloaded, that it was loaded and started is no news any more.
  const kept =
    kind === 'unloaded' ? agent.notices.filter((old) => old.groupId !== groupId) : agent.notices;
  return { ...agent, notices: [...kept, notice].slice(-NOTICES_MAX) };
}
