import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { commandId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { ListedSuppression } from '@outpace/engine/calling-lists/suppression.ts';
import type { ApplyListed } from '@outpace/engine/event.ts';
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
  deleteSuppressionList,
  endEntries,
  heardAnew,
  insertSuppressionList,
  newestEntries,
  updateSuppressionList,
} from '../store/suppression-lists.ts';
import { type Outcome, transact } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf, type SignedIn } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';
import { keysOf } from './suppression-keys.ts';

const tags = ['Suppression lists'];
const ListParams = closed({ suppressionListId: id() });
const onForeignKey = {
  code: 'BAD_REQUEST',
  detail: 'the calling list or campaign does not exist',
} as const;
const inUse = { code: 'IN_USE', detail: 'by an import' } as const;

export const suppressionListRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(listRoutes(parts));
    await app.register(entryRoutes(parts));
  };

const listRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(addingLists(parts));
    await app.register(changingLists(parts));
  };

const addingLists =
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
            'For everybody of the site, for the contacts of one calling list, or for the calls ' +
            'of some campaigns, which other campaigns make. With the list all of its entries end.',
          body: SuppressionListBody,
          response: answers(SuppressionListRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (namesBoth(body)) return refuse(reply, refusal('BAD_REQUEST', NAMES_BOTH));
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

const NAMES_BOTH = 'either callingListId or campaignIds';
const namesBoth = ({ callingListId, campaignIds = null }: SuppressionListBody): boolean =>
  callingListId !== null && campaignIds !== null;

const changingLists =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.put(
      '/suppression-lists/:suppressionListId',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Change a suppression list',
          description:
            'In force at once: whom it now keeps from calls is taken out of hand, whom it does ' +
            'not any more may be called. Who was closed for it stays closed.',
          params: ListParams,
          querystring: VersionQuery,
          body: SuppressionListBody,
          response: answers(SuppressionListRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (namesBoth(body)) return refuse(reply, refusal('BAD_REQUEST', NAMES_BOTH));
        const { suppressionListId: subject } = request.params;
        const by = personOf(request);
        const version = Number(request.query.version);
        const about = { by, what: 'suppression-list-changed', subject, detail: body };
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          updateSuppressionList(db, siteId, subject, version, body),
        );
        if (!changed.ok) return refuse(reply, changed.problem);
        const problem = await tellAnew(parts, by, changed.value.told);
        return problem === undefined ? changed.value.value : refuse(reply, problem);
      },
    );

    app.delete(
      '/suppression-lists/:suppressionListId',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Remove a suppression list with all of its entries',
          description:
            'Who was put off for one of them waits until the end that was set; who was closed ' +
            'stays closed. What another list or a call has against them stays.',
          params: ListParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const { suppressionListId: subject } = request.params;
        const by = personOf(request);
        const about = { by, what: 'suppression-list-removed', subject, detail: {} };
        const removed = await change(parts, { ...about, onForeignKey: inUse }, (db) =>
          deleteSuppressionList(db, siteId, subject),
        );
        if (!removed.ok) return refuse(reply, removed.problem);
        // Apart from the removal: nobody waits for a lease while a million entries go.
        const told = await transact(pool, onForeignKey, async (db) =>
          ok(await heardAnew(db, siteId, removed.value.scopes)),
        );
        if (!told.ok) return refuse(reply, told.problem);
        const problem = await tellAnew(parts, by, told.value);
        return problem === undefined ? reply.code(204).send(null) : refuse(reply, problem);
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
  const problem = await tellAnew({ dialer }, by, { anew: [], entries: outcome.value });
  return problem === undefined ? { entries } : refuse(reply, problem);
}

/** Why the dialer could not be told. */
async function tellAnew(
  { dialer }: Pick<ApiParts, 'dialer'>,
  by: SignedIn,
  told: Omit<ApplyListed, 'type'>,
): Promise<Refusal | undefined> {
  if (told.anew.length === 0 && told.entries.length === 0) return undefined;
  const command = { type: 'apply-listed', ...told } as const;
  const outcome = await dialer.supervisorCommand(by.userId, commandId(randomUUID()), command);
  return outcome.ok ? undefined : outcome.problem;
}
