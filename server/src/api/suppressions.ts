import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { SuppressionsAnswer, SuppressionsQuery } from '@outpace/protocol/suppressions.ts';
import { suppressionsFound } from '../store/suppressions-found.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { keyOf } from './suppression-keys.ts';

/** Whether somebody may be called as far as suppression goes, for whoever has to answer for it. */
export const suppressionRoutes =
  ({ pool, siteId }: Pick<ApiParts, 'pool' | 'siteId'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/suppressions',
      {
        ...requires('supervisor'),
        schema: {
          tags: ['Suppression lists'],
          summary: 'What is against calling a number or a customer',
          description:
            'On which list, why, since when and until when; of a number also what is against a ' +
            'customer who has it. Nothing found: suppression is not in the way.',
          querystring: SuppressionsQuery,
          response: answers(SuppressionsAnswer),
        },
      },
      async (request, reply) => {
        const named = namedBy(request.query);
        if (named === undefined) {
          return refuse(reply, refusal('BAD_REQUEST', 'either phone or customerId'));
        }
        const asked = keyOf(named);
        if (!asked.ok) return refuse(reply, asked.problem);
        const { value: key } = asked;
        const found = await suppressionsFound(pool, siteId, key);
        return { kind: key.kind, value: key.kind === 'phone' ? key.phone : key.customerId, found };
      },
    );
  };

/** Undefined: both are named, or none. */
function namedBy({ phone, customerId }: SuppressionsQuery) {
  if (phone !== undefined && customerId !== undefined) return undefined;
  if (phone !== undefined) return { kind: 'phone', phone } as const;
  return customerId === undefined ? undefined : ({ kind: 'customer', customerId } as const);
}
