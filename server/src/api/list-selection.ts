import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { callingListId, commandId } from '@outpace/engine/basics/ids.ts';
import { SelectionBody, SelectionRow } from '@outpace/protocol/dialing-order.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { listSelection, setSelection } from '../store/list-selections.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';

const tags = ['Dialing order'];
const ListParams = closed({ listId: id() });
const onForeignKey = { code: 'IN_USE' } as const;

const SelectionVersion = closed({
  version: Type.String({
    pattern: '^(0|[1-9][0-9]{0,8})$',
    description: 'The version that was read; another one in the meantime is refused',
  }),
});

/** Whom of a list the dialer calls, and who goes first. */
export const listSelectionRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId, dialer, keeper } = parts;

    app.get(
      '/calling-lists/:listId/selection',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Filter and sort of a calling list, and how many pass',
          params: ListParams,
          response: answers(SelectionRow),
        },
      },
      async (request, reply) =>
        answer(reply, await listSelection(pool, siteId, request.params.listId)),
    );

    app.put(
      '/calling-lists/:listId/selection',
      {
        ...requires('supervisor'),
        schema: {
          tags,
          summary: 'Set filter and sort of a calling list',
          description:
            'In force from the next record on, also in campaign groups that run. Records are ' +
            'looked at once, beside the dialing; until then they wait. Callbacks are kept ' +
            'whatever the filter says, and come by their time whatever the sort.',
          params: ListParams,
          querystring: SelectionVersion,
          body: SelectionBody,
          response: answers(SelectionRow),
        },
      },
      async (request, reply) => {
        const { listId: subject } = request.params;
        const by = personOf(request);
        const version = Number(request.query.version);
        const what = 'list-selection-changed';
        const about = { by, what, subject, detail: request.body, onForeignKey };
        const changed = await change(parts, about, (db) =>
          setSelection(db, siteId, subject, request.body, version),
        );
        if (!changed.ok) return refuse(reply, changed.problem);
        keeper.keep(subject);
        const listId = callingListId(subject);
        const command = { type: 'reorder-list', listId } as const;
        const told = await dialer.supervisorCommand(by.userId, commandId(randomUUID()), command);
        if (!told.ok) return refuse(reply, told.problem);
        return answer(reply, await listSelection(pool, siteId, subject));
      },
    );
  };
