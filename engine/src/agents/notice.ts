import type { NoticeId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { campaignValue } from '../campaigns/field-layout.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import type { AgentSession, Notice } from './agent-session.ts';

/** An agent who never looks keeps the newest. */
export const NOTICES_MAX = 20;

export const newNotice = (
  id: NoticeId,
  { plan, groupId, mode }: DialSession,
  kind: Notice['kind'],
  at: Instant,
): Notice => ({
  id,
  kind,
  groupId,
  campaignName: plan.campaignName,
  groupName: plan.groupName,
  mode,
  fields: plan.noticeFields.map(({ key, label }) => ({
    label,
    value: campaignValue(key, plan) ?? '',
  })),
  at,
});

/** The agent with one more thing to acknowledge. */
export function withNotice(agent: AgentSession, notice: Notice): AgentSession {
  const kept = agent.notices.filter((old) => !isOverBy(old, notice));
  return { ...agent, notices: [...kept, notice].slice(-NOTICES_MAX) };
}

/** Once a campaign is unloaded, that it was loaded and started is no news any more. */
const isOverBy = (old: Notice, { kind, groupId }: Notice): boolean =>
  kind === 'unloaded' && old.groupId === groupId && old.kind !== 'stopped';
