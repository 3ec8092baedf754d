import type { AgentGroupId, AgentId } from '../basics/ids.ts';
import type { Permission } from '../interactions/allowed-actions.ts';
import { colleagueProblem, memberToCall } from '../interactions/targets.ts';
import type { SiteState } from '../state.ts';

/** What can be done with a colleague now; a command is refused with the same code. */
export type ColleaguePermissions = {
  /** To be called into a call: Transfer, Conference, Consult. */
  readonly callIn: Permission;
};

export const colleaguePermissions = (state: SiteState, agentId: AgentId): ColleaguePermissions => ({
  callIn: colleagueProblem(state.agents.get(agentId)) ?? 'allowed',
});

/** The same for whoever of a group would be called. */
export const groupPermission = (state: SiteState, agentGroupId: AgentGroupId): Permission =>
  memberToCall(agentGroupId, state.agents) === undefined ? 'TARGET_GROUP_NOT_READY' : 'allowed';
