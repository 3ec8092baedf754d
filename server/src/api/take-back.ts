import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CommandAnswer } from '@outpace/protocol/dial-sessions.ts';
import { SuppressBody } from '@outpace/protocol/suppressions.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { ownRequestedId } from './command-id.ts';
import { ChainParams, IdempotencyHeaders } from './route-schemas.ts';
import { keysOf } from './suppression-keys.ts';

const tags = ['Taking back'];

/** Somebody outside the calls says that a person is not to be called. */
export const takeBackRoutes =
  ({ dialer }: Pick<ApiParts, 'dialer'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const common = {
      tags,
      headers: IdempotencyHeaders,
      response: answers(CommandAnswer),
    };

    app.post(
      '/chains/:chainId/cancel',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Take a record back',
          description:
            'Wherever it lies, it is not called any more: an offer is withdrawn, a call that ' +
            'nobody has answered is ended, and an agent who has it on the screen is told at once.',
          params: ChainParams,
        },
      },
      async (request, reply) => {
        const { chainId } = request.params;
        const wish = { type: 'cancel-record', chainId } as const;
        const { userId } = personOf(request);
        return answer(
          reply,
          await dialer.chainCommand(userId, ownRequestedId(userId, request), wish),
        );
      },
    );

    app.post(
      '/suppressions',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Put numbers or persons on the do-not-call list',
          description: 'In force at once, also for what is on a screen or being dialed.',
          body: SuppressBody,
        },
      },
      async (request, reply) => {
        const keys = keysOf(request.body);
        if (!keys.ok) return refuse(reply, keys.problem);
        const { reason } = request.body;
        const command = { type: 'suppress', keys: keys.value, reason } as const;
        const { userId } = personOf(request);
        return answer(
          reply,
          await dialer.supervisorCommand(userId, ownRequestedId(userId, request), command),
        );
      },
    );
  };
