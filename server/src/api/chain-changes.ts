import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { ChainId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { ChainChange } from '@outpace/engine/calling-lists/chain-change.ts';
import { fitsField } from '@outpace/engine/campaigns/field-layout.ts';
import { FieldsBody, NumberBody, RescheduleBody } from '@outpace/protocol/chain-changes.ts';
import { CommandAnswer } from '@outpace/protocol/dial-sessions.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldsOfChain } from '../store/calling-lists.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { ownRequestedId } from './command-id.ts';
import { ChainParams, IdempotencyHeaders, RecordParams } from './route-schemas.ts';

const tags = ['Changing a record'];

const TOO_LATE =
  'While the campaign runs. `RECORD_BUSY`: an agent looks at it or calls, and says what becomes ' +
  'of it. `RECORD_GONE`: it is done with. Asked again, it is done once.';

type Parts = Pick<ApiParts, 'dialer'>;

const common = { tags, headers: IdempotencyHeaders, response: answers(CommandAnswer) };

async function ask(
  { dialer }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: { readonly chainId: ChainId; readonly change: ChainChange },
) {
  const { userId } = personOf(request);
  const wish = { type: 'change-chain', ...wanted } as const;
  return answer(reply, await dialer.chainCommand(userId, ownRequestedId(userId, request), wish));
}

/** Programs outside of the calls end or put off whoever waits to be called. */
export const chainChangeRoutes =
  (parts: Parts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/chains/:chainId/finish',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Say that a person is dealt with',
          description:
            'Nobody calls them any more, and no attempt is counted. Also whom a treatment has ' +
            `delegated. ${TOO_LATE}`,
          params: ChainParams,
        },
      },
      (request, reply) => {
        const { chainId } = request.params;
        return ask(parts, request, reply, { chainId, change: { type: 'finish' } });
      },
    );

    app.post(
      '/chains/:chainId/reschedule',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Call a person not before a moment',
          description:
            'And then when their hours allow it; without a moment now. Also gives back whom a ' +
            `treatment has delegated. ${TOO_LATE}`,
          params: ChainParams,
          body: RescheduleBody,
        },
      },
      (request, reply) => {
        const { dueAt } = request.body;
        const moment = dueAt === undefined ? undefined : Date.parse(dueAt);
        if (Number.isNaN(moment)) return refuse(reply, refusal('CALLBACK_TIME_INVALID'));
        const { chainId } = request.params;
        const change = {
          type: 'reschedule',
          dueAt: moment === undefined ? moment : instant(moment),
        } as const;
        return ask(parts, request, reply, { chainId, change });
      },
    );
  };

/** The same, who have another number than the list says, or one more. */
export const chainNumberRoutes =
  (parts: Parts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/chains/:chainId/numbers',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Add a number to those of a person',
          description: `It is called after the others. ${TOO_LATE}`,
          params: ChainParams,
          body: NumberBody,
        },
      },
      (request, reply) => {
        const phone = parsePhoneNumber(request.body.phone);
        if (!phone.ok) return refuse(reply, refusal('NUMBER_INVALID', request.body.phone));
        const { chainId } = request.params;
        const change = { type: 'add-number', phone: phone.value } as const;
        return ask(parts, request, reply, { chainId, change });
      },
    );

    app.post(
      '/chains/:chainId/numbers/:recordId',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Put another number in place of one',
          description: `What was dialed stays with the old one. ${TOO_LATE}`,
          params: RecordParams,
          body: NumberBody,
        },
      },
      (request, reply) => {
        const { chainId, recordId } = request.params;
        const phone = parsePhoneNumber(request.body.phone);
        if (!phone.ok) return refuse(reply, refusal('NUMBER_INVALID', request.body.phone));
        const change = { type: 'change-number', recordId, phone: phone.value } as const;
        return ask(parts, request, reply, { chainId, change });
      },
    );
  };

/** The same, of whom something else is known than the list says. */
export const chainFieldRoutes =
  (parts: Pick<ApiParts, 'dialer' | 'pool' | 'siteId'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.put(
      '/chains/:chainId/fields',
      {
        ...requires('supervisor'),
        schema: {
          ...common,
          summary: 'Change what is known of a person',
          description:
            'Custom fields of their list. An agent who has the person before them sees it at ' +
            'once, and whoever waits is filtered and sorted by it from then on. The last of two ' +
            'who change one field has the word. `FIELD_INVALID`: `detail` names a field that the ' +
            'list does not have, or that has another type. `RECORD_GONE`: nobody calls them any ' +
            'more.',
          params: ChainParams,
          body: FieldsBody,
        },
      },
      async (request, reply) => {
        const { chainId } = request.params;
        const { fields, recordId } = request.body;
        const known = await fieldsOfChain(parts.pool, parts.siteId, chainId);
        if (known === undefined) return refuse(reply, refusal('NOT_FOUND'));
        const wrong = Object.entries(fields).find(([key, value]) => {
          const field = known.find((each) => each.key === key);
          return field === undefined || (value !== null && !fitsField(field, value));
        });
        if (wrong !== undefined) return refuse(reply, refusal('FIELD_INVALID', wrong[0]));
        const change = { type: 'set-fields', fields, recordId } as const;
        return ask(parts, request, reply, { chainId, change });
      },
    );
  };
