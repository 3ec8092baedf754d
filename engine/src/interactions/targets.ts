import type { AgentSession } from '../agents/agent-session.ts';
import { isFree } from '../agents/agent-session.ts';
import { longestReady } from '../agents/matching.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentGroupId, AgentId, CampaignId } from '../basics/ids.ts';
import { parsePhoneNumber } from '../basics/phone-number.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import { typedText } from '../calling-lists/suppression.ts';
import type { Interaction } from './interaction.ts';
import type { CallTarget } from './third-party.ts';
import type { WantedTarget } from './third-party-command.ts';

/** What says whether a target may be called. */
export type TargetFacts = {
  /** Those who are logged on. */
  readonly agents: ReadonlyMap<AgentId, AgentSession>;
  readonly suppressed: ReadonlyMap<string, unknown>;
  /** Whose call they are called into. */
  readonly campaignId: CampaignId;
};

/** Why an agent cannot be called as a third party now. */
export function colleagueProblem(agent: AgentSession | undefined): RefusalCode | undefined {
  if (agent === undefined) return 'AGENT_NOT_LOGGED_ON';
  if (isFree(agent)) return undefined;
  return agent.phase === 'ready' || agent.phase === 'not-ready'
    ? 'TARGET_NOT_READY'
    : 'TARGET_BUSY';
}

/** Who is called when a group is: the member who has been ready the longest. */
export const memberToCall = (
  agentGroupId: AgentGroupId,
  agents: TargetFacts['agents'],
): AgentSession | undefined =>
  longestReady([...agents.values()].filter(({ groupIds }) => groupIds.includes(agentGroupId)));

/** Reads whom an agent wants to call. */
export function parseTarget(
  wanted: WantedTarget,
  { agentId, phone }: Pick<Interaction, 'agentId' | 'phone'>,
  { agents, suppressed, campaignId }: TargetFacts,
): Result<CallTarget, RefusalCode> {
  switch (wanted.kind) {
    case 'agent': {
      if (wanted.agentId === agentId) return fail('TARGET_SELF');
      const problem = colleagueProblem(agents.get(wanted.agentId));
      return problem === undefined ? ok(wanted) : fail(problem);
    }
    case 'group': {
      const member = memberToCall(wanted.agentGroupId, agents);
      if (member === undefined) return fail('TARGET_GROUP_NOT_READY');
      return ok({ kind: 'agent', agentId: member.agentId });
    }
    case 'number': {
      const parsed = parsePhoneNumber(wanted.phone);
      if (!parsed.ok) return fail('TARGET_INVALID');
      // They would be called while they are on the line.
      if (parsed.value === phone) return fail('TARGET_IS_CONTACT');
      const names = [undefined, campaignId].map((each) =>
        typedText({ phone: parsed.value, campaignId: each }),
      );
      if (names.some((name) => suppressed.has(name))) return fail('NUMBER_SUPPRESSED');
      return ok({ kind: 'number', phone: parsed.value });
    }
    default:
      return unreachable(wanted);
  }
}
