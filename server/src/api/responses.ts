import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import {
  FIELD_CODES,
  filled,
  sampleFacts,
  textProblem,
} from '@outpace/engine/campaigns/field-codes.ts';
import {
  FieldCodeRow,
  InteractionResponses,
  PreviewBody,
  ResponsePreview,
} from '@outpace/protocol/responses.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { addFavourite, favouritesOf, removeFavourite } from '../store/favourite-responses.ts';
import { recordFacts } from '../store/record-facts.ts';
import { allResponseCategories, codedFields } from '../store/responses.ts';
import { requires } from './access.ts';
import { answers, refusalBody, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { filledResponses } from './filled-responses.ts';
import { NOTHING } from './route-schemas.ts';

const tags = ['Responses'];

export const responseRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingResponses(parts));
    await app.register(keepingFavourites(parts));
    await app.register(writingTexts(parts));
  };

const readingResponses =
  ({ pool, siteId, dialer }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/interactions/:interactionId/responses',
      {
        ...requires('agent'),
        schema: {
          tags,
          summary: 'Texts to read out in this interaction',
          description:
            'Filled with what is known of the person, the call and the agent. Only for the agent ' +
            'who has the interaction, and only while it lasts.',
          params: closed({ interactionId: id() }),
          response: answers(InteractionResponses),
        },
      },
      async (request, reply) => {
        const { userId, displayName: agentName } = personOf(request);
        const { interaction } = dialer.agentView(agentId(userId)) ?? {};
        if (interaction?.id !== request.params.interactionId) {
          return refuse(reply, refusal('INTERACTION_GONE'));
        }
        const record = await recordFacts(pool, siteId, interaction.recordId);
        if (record === undefined) return refuse(reply, refusal('NOT_FOUND'));
        const [library, fields, favourites] = await Promise.all([
          allResponseCategories(pool, siteId),
          codedFields(pool, siteId, record.listId),
          favouritesOf(pool, siteId, userId),
        ]);
        const now = dialer.now();
        return filledResponses({
          ...{ interaction, agentName, record, fields, library, favourites, now },
        });
      },
    );
  };

const keepingFavourites =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const params = closed({ responseId: id() });
    const response = { ...answers(Type.Null()), ...NOTHING };

    app.put(
      '/favourite-responses/:responseId',
      {
        ...requires('agent'),
        schema: { tags, summary: 'Keep a text as a favourite', params, response },
      },
      async (request, reply) => {
        const { userId } = personOf(request);
        const isThere = await addFavourite(pool, siteId, userId, request.params.responseId);
        return isThere ? reply.code(204).send(null) : refuse(reply, refusal('NOT_FOUND'));
      },
    );

    app.delete(
      '/favourite-responses/:responseId',
      {
        ...requires('agent'),
        schema: { tags, summary: 'A favourite no more', params, response },
      },
      async (request, reply) => {
        const { userId } = personOf(request);
        await removeFavourite(pool, siteId, userId, request.params.responseId);
        return reply.code(204).send(null);
      },
    );
  };

const writingTexts =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/field-codes',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'All field codes',
          description: 'Those of the product, then one for each field of the calling lists.',
          response: answers(Type.Array(FieldCodeRow)),
        },
      },
      async () => {
        const fields = await codedFields(pool, siteId, undefined);
        const own = fields.map(({ key, label }) => ({ code: `record.${key}`, label }));
        return [...FIELD_CODES.map(({ code, label }) => ({ code, label })), ...own];
      },
    );

    app.post(
      '/response-preview',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'How a text would read',
          description: 'With made-up facts. Changes nothing.',
          body: PreviewBody,
          response: answers(ResponsePreview),
        },
      },
      async (request) => {
        const { text } = request.body;
        const fields = await codedFields(pool, siteId, undefined);
        const problem = textProblem(text, fields);
        return {
          parts: [...filled(text, fields, sampleFacts(fields))],
          problem: problem === undefined ? null : refusalBody(problem),
        };
      },
    );
  };
