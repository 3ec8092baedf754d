import type { CommandId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';
import type { ApiParts } from './api-parts.ts';

/**
 * Passes a supervisor's command on, by socket and by REST alike. `load` names a group; its plan is
 * read here, so that what is loaded is what the database holds at this moment.
 */
export async function supervisorCommand(
  { dialer, plans }: Pick<ApiParts, 'dialer' | 'plans'>,
  by: string,
  commandId: CommandId,
  command: SupervisorCommandBody,
): Promise<CommandOutcome> {
  if (command.type !== 'load') return dialer.supervisorCommand(by, commandId, command);
  const plan = await plans.plan(command.groupId);
  if (plan === undefined) return fail(refusal('CAMPAIGN_GROUP_NOT_FOUND', command.groupId));
  const { autoComplete } = command;
  return dialer.supervisorCommand(by, commandId, { type: 'load', plan, autoComplete });
}
