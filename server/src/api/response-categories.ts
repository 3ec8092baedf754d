import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { fail } from '@outpace/engine/basics/result.ts';
import { responseProblem } from '@outpace/engine/campaigns/response.ts';
import { ResponseCategoryBody, ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import type { Queryable } from '../store/queryable.ts';
import {
  allResponseCategories,
  codedFields,
  deleteResponseCategory,
  insertResponseCategory,
  updateResponseCategory,
} from '../store/responses.ts';
import type { Outcome } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answer, answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';

const tags = ['Responses'];
const CategoryParams = closed({ categoryId: id() });
/** The category above is looked at before; a reference can only break by a removal at once. */
const onForeignKey = { code: 'IN_USE' } as const;

export const responseCategoryRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(addingCategories(parts));
    await app.register(changingCategories(parts));
  };

const addingCategories =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/response-categories',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'All responses, by category',
          description: 'In the order of the tree.',
          response: answers(Type.Array(ResponseCategoryRow)),
        },
      },
      () => allResponseCategories(pool, siteId),
    );

    app.post(
      '/response-categories',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add a category of responses',
          body: ResponseCategoryBody,
          response: answers(ResponseCategoryRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const subject = randomUUID();
        const about = { by: personOf(request), what: 'responses-added', subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, (db) =>
          checked(parts, db, body, () => insertResponseCategory(db, siteId, subject, body)),
        );
        return answer(reply, added);
      },
    );
  };

const changingCategories =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.put(
      '/response-categories/:categoryId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change, rename or move a category of responses',
          description:
            'Agents read the new texts from their next call. A text whose id is not sent is ' +
            'removed; one with a field code that does not exist is refused.',
          params: CategoryParams,
          querystring: VersionQuery,
          body: ResponseCategoryBody,
          response: answers(ResponseCategoryRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const subject = request.params.categoryId;
        const version = Number(request.query.version);
        const about = { by: personOf(request), what: 'responses-changed', subject, detail: body };
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          checked(parts, db, body, () =>
            updateResponseCategory(db, siteId, subject, version, body),
          ),
        );
        return answer(reply, changed);
      },
    );

    app.delete(
      '/response-categories/:categoryId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a category and its texts',
          description: 'Refused while another category lies in it or a campaign reads from it.',
          params: CategoryParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.categoryId;
        const about = { by: personOf(request), what: 'responses-removed', subject, detail: {} };
        const removed = await change(parts, { ...about, onForeignKey }, (db) =>
          deleteResponseCategory(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };

/** Writes only texts that can be filled: the fields are read in the transaction that writes. */
async function checked<Value>(
  { siteId }: ApiParts,
  db: Queryable,
  { responses }: ResponseCategoryBody,
  write: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const fields = await codedFields(db, siteId, undefined);
  for (const response of responses) {
    const problem = responseProblem(response, fields);
    if (problem !== undefined) return fail(problem);
  }
  return write();
}
