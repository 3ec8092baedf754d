import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { commandId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { ImportReading, ImportRow, ImportUrl } from '@outpace/protocol/calling-lists.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import {
  SuppressionFile,
  SuppressionMapping,
  SuppressionPreview,
} from '@outpace/protocol/suppression-imports.ts';
import { Type } from 'typebox';
import { errorFile } from '../jobs/import-errors.ts';
import { importRow, importRows } from '../jobs/import-store.ts';
import { SuppressionDesk, type SuppressionDeskParts } from '../jobs/suppression-desk.ts';
import { heardAnew } from '../store/suppression-lists.ts';
import { scopesOfList } from '../store/suppressions-in-hand.ts';
import { transact } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { CsvFile, FETCHED, goneOf, sendErrors, takeFiles } from './imports.ts';

const supervisor = requires('supervisor');
const ListParams = closed({ suppressionListId: id() });
const FileParams = closed({ suppressionListId: id(), fileId: id() });
const ImportParams = closed({ suppressionListId: id(), importId: id() });

const tags = ['Suppression lists'];
const files = '/suppression-lists/:suppressionListId/import-files';
const imports = '/suppression-lists/:suppressionListId/imports';

type Parts = Pick<ApiParts, 'pool' | 'siteId' | 'dialer'> &
  Pick<SuppressionDeskParts, 'dataDir' | 'fetch'>;

/** Files that are imported into suppression lists, and what became of them. Below `/api`. */
export const suppressionImportRoutes =
  (parts: Parts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const jobs = await takeFiles(app, parts.pool);
    const onImported = (list: string, by: string) => tellDialer(parts, list, by);
    const desk = new SuppressionDesk({ ...parts, onImported }, jobs);
    app.addHook('onReady', () => desk.resume(Date.now()));
    await app.register(fileRoutes(desk));
    await app.register(urlRoutes(desk));
    await app.register(endRoutes(parts, desk));
  };

/** Whatever came of it: what is in force now against whoever is in hand, the dialer hears anew. */
async function tellDialer({ pool, siteId, dialer }: Parts, list: string, by: string) {
  const told = await transact(pool, { code: 'NOT_FOUND' }, async (db) =>
    ok(await heardAnew(db, siteId, await scopesOfList(db, siteId, list))),
  );
  if (!told.ok || told.value.anew.length === 0) return;
  const command = { type: 'apply-listed', ...told.value } as const;
  const outcome = await dialer.supervisorCommand(by, commandId(randomUUID()), command);
  // In force for every lease from now on, whatever the dialer says of those in its hands.
  if (!outcome.ok) throw new Error(`the dialer was not told: ${outcome.problem.code}`);
}

const urlRoutes =
  (desk: SuppressionDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/suppression-lists/:suppressionListId/import-urls',
      {
        ...supervisor,
        schema: {
          ...{ tags, params: ListParams, body: ImportUrl },
          summary: 'Fetch a file for a suppression list from an address',
          description: `CSV or XLSX, imported as one that was sent. ${FETCHED}`,
          response: answers(SuppressionFile),
        },
      },
      async (request, reply) => {
        const { suppressionListId } = request.params;
        const order = { url: request.body.url, by: personOf(request).userId, at: Date.now() };
        return answer(reply, await desk.receiveFrom(suppressionListId, order, goneOf(reply)));
      },
    );
  };

const fileRoutes =
  (desk: SuppressionDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    const sent = { tags, params: ListParams, consumes: ['multipart/form-data'] };
    app.post(
      files,
      {
        ...supervisor,
        schema: {
          ...sent,
          summary: 'Send a CSV or XLSX file for a suppression list (a form with one file)',
          response: answers(SuppressionFile),
        },
      },
      async (request, reply) => {
        const part = request.isMultipart() ? await request.file() : undefined;
        if (part === undefined) {
          return refuse(reply, refusal('BAD_REQUEST', 'A form with one file is expected.'));
        }
        const { suppressionListId } = request.params;
        return answer(reply, await desk.receive(suppressionListId, part, Date.now()));
      },
    );
    app.post(
      `${files}/:fileId/look`,
      {
        ...supervisor,
        schema: {
          ...{ tags, params: FileParams, body: ImportReading },
          summary: 'Read the file again, with another separator or encoding',
          response: answers(SuppressionFile),
        },
      },
      async (request, reply) => answer(reply, await desk.look(request.params, request.body)),
    );
    const mapped = { tags, params: FileParams, body: SuppressionMapping };
    app.post(
      `${files}/:fileId/preview`,
      {
        ...supervisor,
        schema: {
          ...mapped,
          summary: 'Twenty rows as read',
          response: answers(SuppressionPreview),
        },
      },
      async (request, reply) =>
        answer(reply, await desk.preview(request.params, request.body, Date.now())),
    );
    app.post(
      `${files}/:fileId/import`,
      {
        ...supervisor,
        schema: {
          ...mapped,
          summary: 'Start',
          description: 'In force as soon as all of it is in the list; until then nothing of it is.',
          response: answers(ImportRow),
        },
      },
      async (request, reply) => {
        const about = { by: personOf(request).userId, at: Date.now() };
        return answer(reply, await desk.start(request.params, request.body, about));
      },
    );
  };

const endRoutes =
  ({ pool, siteId }: Parts, desk: SuppressionDesk): FastifyPluginAsyncTypebox =>
  async (app) => {
    const ofList = { tags, params: ListParams };
    app.get(
      imports,
      {
        ...supervisor,
        schema: {
          ...ofList,
          summary: 'The newest imports into a suppression list, at most 100',
          response: answers(Type.Array(ImportRow)),
        },
      },
      async ({ params }) => importRows(pool, siteId, params.suppressionListId, 'suppression_list'),
    );
    const one = { tags, params: ImportParams, response: answers(ImportRow) };
    app.get(
      `${imports}/:importId`,
      { ...supervisor, schema: { ...one, summary: 'How far an import is' } },
      async ({ params }, reply) => answer(reply, await importOf(params)),
    );
    app.delete(
      `${imports}/:importId`,
      { ...supervisor, schema: { ...one, summary: 'Cancel; nothing of it stays' } },
      async (request, reply) => {
        const row = await importOf(request.params);
        if (!row.ok) return refuse(reply, row.problem);
        return answer(reply, await desk.cancel(row.value.id, personOf(request).userId));
      },
    );
    const csv = { tags, params: ImportParams, produces: ['text/csv'], response: answers(CsvFile) };
    app.get(
      `${imports}/:importId/errors.csv`,
      { ...supervisor, schema: { ...csv, summary: 'The refused rows' } },
      async ({ params }, reply) => {
        const row = await importOf(params);
        if (!row.ok) return refuse(reply, row.problem);
        return sendErrors(reply, await errorFile(pool, siteId, row.value.id));
      },
    );

    async function importOf({ suppressionListId, importId }: Type.Static<typeof ImportParams>) {
      const row = await importRow(pool, siteId, importId, 'suppression_list');
      const isItsOwn = !row.ok || row.value.listId === suppressionListId;
      return isItsOwn ? row : fail(refusal('NOT_FOUND'));
    }
  };
