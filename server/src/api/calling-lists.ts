import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { isZone } from '@outpace/engine/calling-lists/calling-window.ts';
import { CallingListBody, CallingListRow, ListRecords } from '@outpace/protocol/calling-lists.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { isSupportedCountry } from 'libphonenumber-js';
import { Type } from 'typebox';
import {
  allCallingLists,
  callingListRow,
  deleteCallingList,
  insertCallingList,
  newListId,
  recordsOfList,
  updateCallingList,
} from '../store/calling-lists.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';

const tags = ['Calling lists'];
const ListParams = closed({ listId: id() });
const onForeignKey = { code: 'IN_USE' } as const;

const PAGE_DEFAULT = 100;
const PAGE_MAX = 500;

const PageQuery = closed({
  after: Type.Optional(
    Type.String({ pattern: '^[0-9]{1,18}$', description: '`next` of the page before' }),
  ),
  limit: Type.Optional(
    Type.String({
      pattern: '^[1-9][0-9]{0,2}$',
      description: `Records in the page, 1..${PAGE_MAX}. Default ${PAGE_DEFAULT}.`,
    }),
  ),
});

export const callingListRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingLists(parts));
    await app.register(changingLists(parts));
    await app.register(removingLists(parts));
  };

const readingLists =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/calling-lists',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'All calling lists',
          response: answers(Type.Array(CallingListRow)),
        },
      },
      () => allCallingLists(pool, siteId),
    );

    app.get(
      '/calling-lists/:listId',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'One calling list',
          params: ListParams,
          response: answers(CallingListRow),
        },
      },
      async (request, reply) =>
        answer(reply, await callingListRow(pool, siteId, request.params.listId)),
    );

    app.get(
      '/calling-lists/:listId/records',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'The records of a list, page by page',
          params: ListParams,
          querystring: PageQuery,
          response: answers(ListRecords),
        },
      },
      async (request, reply) => {
        const { listId } = request.params;
        const list = await callingListRow(pool, siteId, listId);
        if (!list.ok) return refuse(reply, list.problem);
        const after = request.query.after ?? '0';
        const limit = Math.min(Number(request.query.limit ?? PAGE_DEFAULT), PAGE_MAX);
        return recordsOfList(pool, siteId, { listId, after, limit });
      },
    );
  };

const changingLists =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.post(
      '/calling-lists',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add a calling list',
          body: CallingListBody,
          response: answers(CallingListRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = listProblem(body);
        if (problem !== undefined) return refuse(reply, refusal('BAD_REQUEST', problem));
        const subject = await newListId(parts.pool);
        const about = { by: personOf(request), what: 'calling-list-added', subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, (db) =>
          insertCallingList(db, siteId, subject, body),
        );
        return answer(reply, added);
      },
    );

    app.put(
      '/calling-lists/:listId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change a calling list',
          description:
            'Zone and hours are for rows that are imported from now on and name none themselves; ' +
            'records that are there keep theirs.',
          params: ListParams,
          querystring: VersionQuery,
          body: CallingListBody,
          response: answers(CallingListRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = listProblem(body);
        if (problem !== undefined) return refuse(reply, refusal('BAD_REQUEST', problem));
        const subject = request.params.listId;
        const what = 'calling-list-changed';
        const about = { by: personOf(request), what, subject, detail: body };
        const version = Number(request.query.version);
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          updateCallingList(db, siteId, subject, version, body),
        );
        parts.keeper.keep(subject);
        return answer(reply, changed);
      },
    );
  };

const removingLists =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.delete(
      '/calling-lists/:listId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a calling list with its records',
          description: 'Refused while a campaign dials it.',
          params: ListParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.listId;
        const about = { by: personOf(request), what: 'calling-list-removed', subject, detail: {} };
        const removed = await change(parts, { ...about, onForeignKey }, (db) =>
          deleteCallingList(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };

/** What a schema cannot say of a list: countries, zones, hours and keys. */
function listProblem(body: CallingListBody): string | undefined {
  if (!isSupportedCountry(body.defaultCountry)) {
    return `${body.defaultCountry} is no country with telephone numbers`;
  }
  if (!isZone(body.defaultZone)) return `${body.defaultZone} is no IANA time zone`;
  if (body.dailyFrom >= body.dailyTill) return 'the hours end before they begin';
  const keys = body.fields.map((field) => field.key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice === undefined ? undefined : `the field ${twice} is there twice`;
}
