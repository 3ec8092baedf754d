import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { ColleagueList } from '@outpace/protocol/colleagues.ts';
import { requires } from './access.ts';
import { answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';

export const colleagueRoutes =
  ({ dialer }: Pick<ApiParts, 'dialer'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/colleagues',
      {
        ...requires('agent'),
        schema: {
          tags: ['Agents'],
          summary: 'Agents who are logged on',
          description: 'Everybody else, with what they do now and why they cannot be called.',
          response: answers(ColleagueList),
        },
      },
      async (request) =>
        dialer
          .colleaguesOf(agentId(personOf(request).userId))
          .map(({ problem, ...agent }) => (problem === undefined ? agent : { ...agent, problem })),
    );
  };
