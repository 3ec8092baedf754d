import type { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import {
  ImportFile,
  ImportMapping,
  ImportPreview,
  ImportReading,
  ImportRow,
  ImportUrl,
} from '@outpace/protocol/calling-lists.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { Type } from 'typebox';
import { ImportDesk, type ImportParts } from '../jobs/import-desk.ts';
import { errorFile } from '../jobs/import-errors.ts';
import { ImportJobs } from '../jobs/import-jobs.ts';
import { FILE_BYTES_MAX } from '../jobs/import-scan.ts';
import { importRow, importRows } from '../jobs/import-store.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import { personOf } from './auth.ts';

const admin = requires('administrator');
const ListParams = closed({ listId: id() });
const FileParams = closed({ listId: id(), fileId: id() });
export const CsvFile = Type.Unsafe<Readable>(
  Type.String({ description: 'One line per refused cell' }),
);
const ImportParams = closed({ importId: id() });

const tags = ['imports'];

/** Sending a file, looking at it, importing it, and what became of it. Below `/api`. */
export const importRoutes =
  (parts: ImportParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const jobs = await takeFiles(app, parts.pool);
    const desk = new ImportDesk(parts, jobs);
    app.addHook('onReady', () => desk.resume());
    await app.register(fileRoutes(desk));
    await app.register(urlRoutes(desk));
    await app.register(endRoutes(parts, desk));
  };

/** Lets these routes take files, and answers what imports them; both end with the server. */
export async function takeFiles(app: FastifyInstance, pool: Pool): Promise<ImportJobs> {
  const jobs = new ImportJobs(pool, (importId, err) => {
    app.log.error({ importId, err }, 'an import has failed');
  });
  app.addHook('onClose', () => jobs.close());
  await app.register(multipart, {
    limits: { files: 1, fields: 10, fileSize: FILE_BYTES_MAX },
    throwFileSizeLimit: false,
  });
  return jobs;
}

const fileRoutes =
  (desk: ImportDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    const summary = 'Send a CSV file (a form with one file) and see how it would be read';
    const sent = { tags, summary, params: ListParams, consumes: ['multipart/form-data'] };
    app.post(
      '/calling-lists/:listId/import-files',
      { ...admin, schema: { ...sent, response: answers(ImportFile) } },
      async (request, reply) => {
        const part = request.isMultipart() ? await request.file() : undefined;
        if (part === undefined) {
          return refuse(reply, refusal('BAD_REQUEST', 'A form with one file is expected.'));
        }
        return answer(reply, await desk.receive(request.params.listId, part, Date.now()));
      },
    );

    const read = { tags, params: FileParams, body: ImportReading };
    app.post(
      '/calling-lists/:listId/import-files/:fileId/look',
      {
        ...admin,
        schema: {
          ...read,
          summary: 'Read the file again, with another separator or encoding',
          response: answers(ImportFile),
        },
      },
      async (request, reply) => answer(reply, await desk.look(request.params, request.body)),
    );

    const mapped = { tags, params: FileParams, body: ImportMapping };
    app.post(
      '/calling-lists/:listId/import-files/:fileId/preview',
      {
        ...admin,
        schema: { ...mapped, summary: 'Twenty rows as read', response: answers(ImportPreview) },
      },
      async (request, reply) => answer(reply, await desk.preview(request.params, request.body)),
    );
    app.post(
      '/calling-lists/:listId/import-files/:fileId/import',
      { ...admin, schema: { ...mapped, summary: 'Start', response: answers(ImportRow) } },
      async (request, reply) => {
        const by = personOf(request).userId;
        return answer(reply, await desk.start(request.params, request.body, by));
      },
    );
  };

/** For the API document: what holds for every file that is fetched. */
export const FETCHED =
  'Only from the open network and from hosts that the operator names; redirects are looked at in ' +
  'the same way. `FILE_NOT_FETCHED`: `detail` says why. It has ten minutes.';

/** Aborted when whoever asked is not there any more. */
export function goneOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

const urlRoutes =
  (desk: ImportDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/calling-lists/:listId/import-urls',
      {
        ...admin,
        schema: {
          tags,
          summary: 'Fetch a file from an address and see how it would be read',
          description: `CSV or XLSX, imported as one that was sent. ${FETCHED}`,
          params: ListParams,
          body: ImportUrl,
          response: answers(ImportFile),
        },
      },
      async (request, reply) => {
        const order = { url: request.body.url, by: personOf(request).userId, at: Date.now() };
        const { listId } = request.params;
        return answer(reply, await desk.receiveFrom(listId, order, goneOf(reply)));
      },
    );
  };

const endRoutes =
  ({ pool, siteId }: ImportParts, desk: ImportDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    const querystring = closed({ listId: Type.Optional(id()) });
    const newest = { tags, summary: 'The newest imports, at most 100', querystring };
    app.get(
      '/imports',
      { ...admin, schema: { ...newest, response: answers(Type.Array(ImportRow)) } },
      async (request) => importRows(pool, siteId, request.query.listId),
    );
    const one = { tags, params: ImportParams, response: answers(ImportRow) };
    app.get(
      '/imports/:importId',
      { ...admin, schema: { ...one, summary: 'How far an import is' } },
      async (request, reply) =>
        answer(reply, await importRow(pool, siteId, request.params.importId)),
    );
    app.delete(
      '/imports/:importId',
      { ...admin, schema: { ...one, summary: 'Cancel; nothing of it stays' } },
      async (request, reply) =>
        answer(reply, await desk.cancel(request.params.importId, personOf(request).userId)),
    );
    const csv = { tags, params: ImportParams, produces: ['text/csv'], response: answers(CsvFile) };
    app.get(
      '/imports/:importId/errors.csv',
      { ...admin, schema: { ...csv, summary: 'The refused rows' } },
      async (request, reply) => {
        const { importId } = request.params;
        const row = await importRow(pool, siteId, importId);
        if (!row.ok) return refuse(reply, row.problem);
        return sendErrors(reply, await errorFile(pool, siteId, importId));
      },
    );
  };

/** To be kept, not shown. */
export function sendErrors(reply: FastifyReply, errors: Readable): FastifyReply {
  reply.header('content-disposition', 'attachment; filename="import-errors.csv"');
  reply.type('text/csv; charset=utf-8');
  return reply.send(errors);
}
