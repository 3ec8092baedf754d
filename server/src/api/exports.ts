import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { RefusalBody } from '@outpace/protocol/refusals.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { attemptsFile, recordsFile } from '../jobs/export-records.ts';
import { addAudit } from '../store/audit.ts';
import { callingListRow } from '../store/calling-lists.ts';
import { requires } from './access.ts';
import { refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';

const ListParams = closed({ listId: id() });
const Rows = Type.Unsafe<Readable>(Type.String({ contentMediaType: 'text/csv' }));

const FILES = [
  {
    name: 'records',
    summary: 'All records of a list as CSV',
    description: 'As they stand, with the last disposition and note of an agent and all fields.',
    fileOf: recordsFile,
  },
  {
    name: 'attempts',
    summary: 'All attempts of a list as CSV',
    description: 'One row for each, with its call result, disposition and note.',
    fileOf: attemptsFile,
  },
] as const;

/** Lists as files to take away. Below `/api`; each time is noted in the audit trail. */
export const exportRoutes =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    for (const { name, summary, description, fileOf } of FILES) {
      app.get(
        `/calling-lists/:listId/${name}.csv`,
        {
          ...requires('administrator'),
          // Its own would run the query, note an export, and read nothing.
          exposeHeadRoute: false,
          schema: {
            tags: ['Calling lists'],
            summary,
            description: `${description} What a spreadsheet would run has a ' in front.`,
            params: ListParams,
            response: {
              200: { description: 'The rows', content: { 'text/csv': { schema: Rows } } },
              '4xx': RefusalBody,
              '5xx': RefusalBody,
            },
          },
        },
        async (request, reply) => {
          const { listId } = request.params;
          const list = await callingListRow(pool, siteId, listId);
          if (!list.ok) return refuse(reply, list.problem);
          const by = personOf(request).userId;
          const what = `${name}-exported`;
          await addAudit(pool, siteId, { by, what, subject: listId, detail: {} });
          const { fields } = list.value;
          return reply
            .type('text/csv; charset=utf-8')
            .header('content-disposition', `attachment; filename="${name}.csv"`)
            .header('cache-control', 'no-store')
            .send(await fileOf(pool, { site: siteId, listId, fields }));
        },
      );
    }
  };
