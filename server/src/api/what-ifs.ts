import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { PastDay, PastDayQuery, WhatIfPlan, WhatIfRow } from '@outpace/protocol/what-if.ts';
import { pastDay } from '../store/past-day.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';

const common = { tags: ['What-if'], response: answers(WhatIfRow) };
const params = closed({ id: id() });

/** Plans that are simulated before anybody is called. */
export const whatIfRoutes =
  ({ whatIfs, pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/what-ifs',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Simulate days of a plan',
          description:
            'Nobody is called. Begins at once or after those of others; one that the same person ' +
            'asked for before is cancelled. Ask for its `id` until it is `done`. Refusals: ' +
            '`NO_SIMULATION`, `INVALID_PARAMETER` for more than 40,000 agent hours.',
          body: WhatIfPlan,
        },
      },
      async (request, reply) =>
        whatIfs === undefined
          ? refuse(reply, refusal('NO_SIMULATION'))
          : answer(reply, whatIfs.begin(personOf(request).userId, request.body)),
    );

    app.get(
      '/what-ifs/past-day',
      {
        ...requires('supervisor'),
        schema: {
          tags: common.tags,
          summary: 'A day of a group as it was, for a plan to begin with',
          description: 'Refusals: `NOT_FOUND` for a day of fewer than twenty conversations.',
          querystring: PastDayQuery,
          response: answers(PastDay),
        },
      },
      async ({ query }, reply) => {
        const span = { from: instant(Number(query.from)), to: instant(Number(query.to)) };
        const day = await pastDay(pool, siteId, query.groupId, span);
        return day ?? refuse(reply, refusal('NOT_FOUND', 'too few conversations on this day'));
      },
    );

    app.get(
      '/what-ifs/:id',
      {
        ...requires('supervisor'),
        schema: { ...common, params, summary: 'What a plan has come to so far' },
      },
      async (request, reply) =>
        whatIfs?.find(personOf(request).userId, request.params.id) ??
        refuse(reply, refusal('NOT_FOUND')),
    );

    app.delete(
      '/what-ifs/:id',
      {
        ...requires('supervisor'),
        schema: { ...common, params, summary: 'Cancel it; the days that are over stay' },
      },
      async (request, reply) =>
        whatIfs?.cancel(personOf(request).userId, request.params.id) ??
        refuse(reply, refusal('NOT_FOUND')),
    );
  };
