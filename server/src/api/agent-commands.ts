import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { CommandAnswer } from '@outpace/protocol/dial-sessions.ts';
import { requires } from './access.ts';
import { agentCommand } from './agent-command.ts';
import { answer, answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { requestedId } from './command-id.ts';
import { IdempotencyHeaders } from './route-schemas.ts';

/** For an agent's own tools, beside the page that has the workspace open. */
export const agentCommandRoutes =
  ({ dialer }: Pick<ApiParts, 'dialer'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/me/commands',
      {
        ...requires('agent'),
        schema: {
          tags: ['Agents'],
          summary: 'Do what an agent does at the workspace',
          description:
            'Each command of the agent socket, with the same refusals. The agent is logged on by ' +
            'the workspace. `Idempotency-Key` is the id of the command; one that was answered ' +
            'before, here or by the socket, gets that answer again and is not done twice.',
          headers: IdempotencyHeaders,
          body: AgentCommandBody,
          response: answers(CommandAnswer),
        },
      },
      async (request, reply) => {
        const me = agentId(personOf(request).userId);
        return answer(reply, await agentCommand(dialer, me, requestedId(request), request.body));
      },
    );
  };
