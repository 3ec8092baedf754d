import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { CommandAnswer } from '@outpace/protocol/dial-sessions.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { AgentStatusBody } from '@outpace/protocol/supervisor-socket.ts';
import { requires } from './access.ts';
import { answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { IdempotencyHeaders } from './route-schemas.ts';
import { onSupervisorRequest } from './supervisor-command.ts';

const common = {
  tags: ['Agents'],
  params: closed({ agentId: id<AgentId>() }),
  headers: IdempotencyHeaders,
  response: answers(CommandAnswer),
};

/** What a supervisor orders of one agent, as the console does. Both are in the audit trail. */
export const agentOrderRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/agents/:agentId/release',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Release an engaged agent from the line',
          description:
            'Who has not been dialed for them is not; who is being dialed is cancelled. The ' +
            'agent is Not Ready then and told why. Refused once somebody is connected.',
        },
      },
      (request, reply) => {
        const { agentId } = request.params;
        return onSupervisorRequest(parts, request, reply, { type: 'release-engagement', agentId });
      },
    );

    app.post(
      '/agents/:agentId/status',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Set the status of an agent',
          description: 'As soon as the agent holds nothing any more; `waiting` until then.',
          body: AgentStatusBody,
        },
      },
      (request, reply) => {
        const { agentId } = request.params;
        const { status } = request.body;
        return onSupervisorRequest(parts, request, reply, {
          type: 'set-agent-status',
          agentId,
          status,
        });
      },
    );
  };
