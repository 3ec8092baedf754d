import { internalCallProblem } from '../agents/internal-call.ts';
import type { AgentGroupId, AgentId } from '../basics/ids.ts';
import type { Permission } from '../interactions/allowed-actions.ts';
import { colleagueProblem, memberToCall } from '../interactions/targets.ts';
import type { SiteState } from '../state.ts';

/** What can be done with a colleague now; a command is refused with the same code. */
export type ColleaguePermissions = {
  /** To be called into a call: Transfer, Conference, Consult. */
  readonly callIn: Permission;
  /** To be called for a talk between the two. */
  readonly call: Permission;
};

/** As `agentId` would be called by `by`. */
export function colleaguePermissions(
  { agents, isSwitchUp }: SiteState,
  agentId: AgentId,
  by: AgentId,
): ColleaguePermissions {
  const [caller, colleague] = [agents.get(by), agents.get(agentId)];
  const problem =
    caller === undefined
      ? 'AGENT_NOT_LOGGED_ON'
      : internalCallProblem(caller, colleague, isSwitchUp);
  return { callIn: colleagueProblem(colleague) ?? 'allowed', call: problem ?? 'allowed' };
}

/** The same for whoever of a group would be called in. */
export const groupPermission = (state: SiteState, agentGroupId: AgentGroupId): Permission =>
  memberToCall(agentGroupId, state.agents) === undefined ? 'TARGET_GROUP_NOT_READY' : 'allowed';
