import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { SavedMappingBody, SavedMappingRow } from '@outpace/protocol/calling-lists.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import {
  allImportMappings,
  deleteImportMapping,
  insertImportMapping,
} from '../store/import-mappings.ts';
import { requires } from './access.ts';
import { answer, answers } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING } from './route-schemas.ts';

const tags = ['imports'];
const MappingParams = closed({ mappingId: id() });
/** Nothing refers to a mapping. */
const onForeignKey = { code: 'IN_USE' } as const;

/** Mappings that are kept for the next file of the same kind. Below `/api`. */
export const importMappingRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/import-mappings',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'All saved mappings',
          response: answers(Type.Array(SavedMappingRow)),
        },
      },
      () => allImportMappings(pool, siteId),
    );

    app.post(
      '/import-mappings',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Save a mapping',
          body: SavedMappingBody,
          response: answers(SavedMappingRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const subject = randomUUID();
        const about = {
          by: personOf(request),
          what: 'import-mapping-added',
          subject,
          detail: body,
        };
        const added = await change(parts, { ...about, onForeignKey }, (db) =>
          insertImportMapping(db, siteId, subject, body),
        );
        return answer(reply, added);
      },
    );

    app.delete(
      '/import-mappings/:mappingId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a saved mapping',
          params: MappingParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.mappingId;
        const what = 'import-mapping-removed';
        const about = { by: personOf(request), what, subject, detail: {} };
        const removed = await change(parts, { ...about, onForeignKey }, (db) =>
          deleteImportMapping(db, siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };
