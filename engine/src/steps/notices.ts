import type { AgentSession, Notice } from '../agents/agent-session.ts';
import { newNotice, withNotice } from '../agents/notice.ts';
import { noticeId } from '../basics/ids.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { agentsOf, putAgent } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';

/** Tells every logged-on agent of the session's group. */
export function announce(turn: Turn, session: DialSession, kind: Notice['kind']): void {
  for (const agent of [...agentsOf(turn.state, session.plan.agentGroupId)]) {
    putAgent(turn, told(turn, agent, session, kind));
  }
}

/** What somebody who has just logged on should know of the campaigns that are loaded. */
export function withLoaded(turn: Turn, agent: AgentSession): AgentSession {
  let now = agent;
  for (const session of turn.state.sessions.values()) {
    if (!agent.groupIds.includes(session.plan.agentGroupId)) continue;
    if (session.phase === 'loading' || session.phase === 'unloading') continue;
    now = told(turn, now, session, 'loaded');
    if (session.phase === 'running') now = told(turn, now, session, 'started');
  }
  return now;
}

const told = (
  turn: Turn,
  agent: AgentSession,
  session: DialSession,
  kind: Notice['kind'],
): AgentSession =>
  withNotice(agent, newNotice(noticeId(nextId(turn.state, 'n')), session, kind, turn.at));
