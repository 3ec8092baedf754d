import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { WhatIfPlan, WhatIfRow } from '@outpace/protocol/what-if.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';

const common = { tags: ['What-if'], response: answers(WhatIfRow) };
const params = closed({ id: id() });

/** Plans that are simulated before anybody is called. */
export const whatIfRoutes =
  ({ whatIfs }: ApiParts): FastifyPluginAsyncTypebox =>
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
