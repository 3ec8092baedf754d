import { randomUUID } from 'node:crypto';
import { type CommandId, commandId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { ScheduleOrder } from '@outpace/engine/campaigns/schedule-orders.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { CommandAnswer } from '@outpace/protocol/dial-sessions.ts';
import type { RefusalBody } from '@outpace/protocol/refusals.ts';
import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answer } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { ownCommandId, requestedId } from './command-id.ts';

/**
 * Passes a supervisor's command on, by socket and by REST alike. `load` names a group; its plan is
 * read here, so that what is loaded is what the database holds at this moment.
 */
export async function supervisorCommand(
  { dialer, plans }: Pick<ApiParts, 'dialer' | 'plans'>,
  by: string,
  id: CommandId,
  command: SupervisorCommandBody,
): Promise<CommandOutcome> {
  const ownId = ownCommandId(by, id);
  if (command.type !== 'load') return dialer.supervisorCommand(by, ownId, command);
  const plan = await plans.plan(command.groupId);
  if (plan === undefined) return fail(refusal('CAMPAIGN_GROUP_NOT_FOUND', command.groupId));
  const { autoComplete } = command;
  return dialer.supervisorCommand(by, ownId, { type: 'load', plan, autoComplete });
}

/** The same for a schedule. Each is a command of its own: what was refused is asked again. */
export async function scheduleCommand(
  parts: Pick<ApiParts, 'dialer' | 'plans'> & { readonly onFault: (fault: unknown) => void },
  by: string,
  order: ScheduleOrder,
): Promise<CommandOutcome> {
  try {
    return await supervisorCommand(parts, by, commandId(randomUUID()), order);
  } catch (fault) {
    // The dialer refuses and never throws: the plan could not be read, and nothing was ordered.
    parts.onFault(fault);
    return fail(refusal('STORE_UNAVAILABLE'));
  }
}

/** The same for a request. */
export async function onSupervisorRequest(
  parts: ApiParts,
  request: Pick<FastifyRequest, 'headers'> & Parameters<typeof personOf>[0],
  reply: Pick<FastifyReply, 'statusCode'>,
  command: SupervisorCommandBody,
): Promise<CommandAnswer | RefusalBody> {
  const { userId } = personOf(request);
  return answer(reply, await supervisorCommand(parts, userId, requestedId(request), command));
}
