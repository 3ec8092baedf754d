import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { commandId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { ListedSuppression } from '@outpace/engine/calling-lists/suppression.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import {
  EntriesChanged,
  SuppressionEndBody,
  SuppressionEntriesBody,
  SuppressionEntryRow,
  SuppressionListBody,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import {
  addEntries,
  allSuppressionLists,
  endEntries,
  insertSuppressionList,
  newestEntries,
} from '../store/suppression-lists.ts';
import type { Outcome } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf, type SignedIn } from './auth.ts';
import { change } from './configuration.ts';
import { keysOf } from './suppression-keys.ts';

const tags = ['Suppression lists'];
const ListParams = closed({ suppressionListId: id() });
const onForeignKey = { code: 'BAD_REQUEST', detail: 'the calling list does not exist' } as const;

export const suppressionListRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(listRoutes(parts));
    await app.register(entryRoutes(parts));
  };

const listRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/suppression-lists',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'All suppression lists',
          response: answers(Type.Array(SuppressionListRow)),
        },
      },
      () => allSuppressionLists(pool, siteId),
    );

    app.post(
      '/suppression-lists',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Add a suppression list',
          description:
            'For everybody of the site or for the contacts of one calling list. With the list ' +
            'all of its entries end.',
          body: SuppressionListBody,
          response: answers(SuppressionListRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const by = personOf(request);
        const subject = randomUUID();
        const about = { by, what: 'suppression-list-added', subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, async (db) =>
          ok(await insertSuppressionList(db, siteId, { ...body, id: subject, by: by.userId })),
        );
        return answer(reply, added);
      },
    );
  };

const entryRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingEntries(parts));
    await app.register(changingEntries(parts));
  };

const readingEntries =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/suppression-lists/:suppressionListId/entries',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'The newest entries of a suppression list',
          description: 'At most two hundred of those that have not come to their end.',
          params: ListParams,
          response: answers(Type.Array(SuppressionEntryRow)),
        },
      },
      async (request, reply) => {
        const found = await newestEntries(pool, siteId, request.params.suppressionListId);
        return found ?? refuse(reply, refusal('NOT_FOUND'));
      },
    );
  };

const changingEntries =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.post(
      '/suppression-lists/:suppressionListId/entries',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Add numbers and customers to a suppression list',
          description:
            'In force at once, also for what is on a screen or being dialed. Whoever waits is ' +
            'put off to the end of the entry, or closed where it has none; an entry that is ' +
            'there already gets the new end.',
          params: ListParams,
          body: SuppressionEntriesBody,
          response: answers(EntriesChanged),
        },
      },
      async (request, reply) => {
        const keys = keysOf(request.body);
        if (!keys.ok) return refuse(reply, keys.problem);
        const { suppressionListId: subject } = request.params;
        const { endsAt, reason } = request.body;
        const by = personOf(request);
        // The numbers are in the list; the trail says how many, and until when.
        const detail = { entries: keys.value.length, endsAt };
        const about = { by, what: 'suppression-entries-added', subject, detail };
        const added = await change(parts, { ...about, onForeignKey }, (db) =>
          addEntries(db, siteId, subject, { keys: keys.value, endsAt, reason, by: by.userId }),
        );
        return tellDialer(parts, reply, { by, outcome: added, entries: keys.value.length });
      },
    );

    app.post(
      '/suppression-lists/:suppressionListId/entries/end',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'End entries of a suppression list now',
          description:
            'Who was put off for them waits until the end that was set; who was closed stays ' +
            'closed. What another list or a call has against them stays.',
          params: ListParams,
          body: SuppressionEndBody,
          response: answers(EntriesChanged),
        },
      },
      async (request, reply) => {
        const keys = keysOf(request.body);
        if (!keys.ok) return refuse(reply, keys.problem);
        const { suppressionListId: subject } = request.params;
        const by = personOf(request);
        const detail = { entries: keys.value.length };
        const about = { by, what: 'suppression-entries-ended', subject, detail };
        const ended = await change(parts, { ...about, onForeignKey }, (db) =>
          endEntries(db, siteId, subject, keys.value),
        );
        return tellDialer(parts, reply, { by, outcome: ended, entries: keys.value.length });
      },
    );
  };

type Told = {
  readonly by: SignedIn;
  readonly outcome: Outcome<readonly ListedSuppression[]>;
  readonly entries: number;
};

/** They are written; the dialer takes whoever they concern out of hand before it answers. */
async function tellDialer(
  { dialer }: ApiParts,
  reply: FastifyReply,
  { by, outcome, entries }: Told,
): Promise<EntriesChanged | ReturnType<typeof refuse>> {
  if (!outcome.ok) return refuse(reply, outcome.problem);
  if (outcome.value.length === 0) return { entries };
  const command = { type: 'apply-listed', entries: outcome.value } as const;
  const told = await dialer.supervisorCommand(by.userId, commandId(randomUUID()), command);
  return told.ok ? { entries } : refuse(reply, told.problem);
}
