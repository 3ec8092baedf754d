import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId, type ChainId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { parseContactValue } from '@outpace/engine/calling-lists/contact-fields.ts';
import {
  ContactDetails,
  ContactEdit,
  ContactHistory,
  ContactPage,
  MyHistory,
} from '@outpace/protocol/contacts.ts';
import { closed } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { changeContact } from '../store/contact-details.ts';
import { contactHistory } from '../store/contact-history.ts';
import { contactPage, hasMet, historyOfAgent } from '../store/contacts.ts';
import { transact } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf, type SignedIn } from './auth.ts';
import { ChainParams, VersionQuery } from './route-schemas.ts';

const tags = ['Contacts'];

/** Entries of a page that does not say how many it wants. */
const PAGE = 20;
const HistoryQuery = closed({
  before: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,16}~(call|change|validation)~[A-Za-z0-9._:-]{1,60}$',
      description: '`next` of the page before',
    }),
  ),
  limit: Type.Optional(Type.String({ pattern: '^([1-9]|[1-9][0-9]|100)$' })),
});

export const contactRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;
    await app.register(changingContacts(parts));

    app.get(
      '/chains/:chainId',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'The person behind a chain',
          description:
            'Every number and what is known. An agent sees the persons they speak or have ' +
            'spoken with, and nobody else.',
          params: ChainParams,
          response: answers(ContactPage),
        },
      },
      async (request, reply) => {
        const { chainId } = request.params;
        if (!(await maySee(parts, personOf(request), chainId))) {
          return refuse(reply, refusal('FORBIDDEN'));
        }
        const page = await contactPage(pool, siteId, chainId);
        return page ?? refuse(reply, refusal('NOT_FOUND'));
      },
    );

    app.get(
      '/chains/:chainId/history',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'What was, newest first',
          description:
            'Calls with their notes, and changes of what is known of the person. Notes of every ' +
            'agent are told; of recordings an agent is told only their own.',
          params: ChainParams,
          querystring: HistoryQuery,
          response: answers(ContactHistory),
        },
      },
      async (request, reply) => {
        const { chainId } = request.params;
        const person = personOf(request);
        if (!(await maySee(parts, person, chainId))) return refuse(reply, refusal('FORBIDDEN'));
        const { before, limit } = request.query;
        return contactHistory(pool, siteId, {
          ...{ chainId, before, limit: Number(limit ?? PAGE) },
          hearer: person.role === 'agent' ? agentId(person.userId) : undefined,
        });
      },
    );

    app.get(
      '/my-history',
      {
        ...requires('agent'),
        schema: { tags, summary: 'My interactions, newest first', response: answers(MyHistory) },
      },
      (request) => historyOfAgent(pool, siteId, agentId(personOf(request).userId)),
    );
  };

const changingContacts =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId, dialer } = parts;

    app.put(
      '/chains/:chainId/contact',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'Change one field of a person',
          description:
            'An agent may while they have the person before them and may edit the record. ' +
            'Another change in the meantime is refused with CHANGED_MEANWHILE.',
          params: ChainParams,
          querystring: VersionQuery,
          body: ContactEdit,
          response: answers(ContactDetails),
        },
      },
      async (request, reply) => {
        const { chainId } = request.params;
        const { key } = request.body;
        const person = personOf(request);
        const refused = mayEdit(parts, person, chainId);
        if (refused !== undefined) return refuse(reply, refused);
        const parsed = parseContactValue(key, request.body.value);
        if (!parsed.ok) return refuse(reply, parsed.problem);
        const version = Number(request.query.version);
        const change = { key, value: parsed.value, version, by: person.userId };
        const changed = await transact(pool, { code: 'NOT_FOUND' }, (db) =>
          changeContact(db, siteId, chainId, change),
        );
        if (changed.ok && key === 'name') dialer.contactRenamed(chainId, parsed.value);
        return answer(reply, changed);
      },
    );
  };

/** The engine's own permission, asked of the interaction in which the agent has the person. */
function mayEdit(
  { dialer }: ApiParts,
  { role, userId }: SignedIn,
  chainId: ChainId,
): Refusal | undefined {
  if (role !== 'agent') return undefined;
  const { interaction } = dialer.agentView(agentId(userId)) ?? {};
  if (interaction?.chainId !== chainId) return refusal('FORBIDDEN');
  const permission = interaction.actions['edit-record'];
  return permission === 'allowed' ? undefined : refusal(permission);
}

async function maySee(
  { pool, siteId, dialer }: ApiParts,
  person: SignedIn,
  chainId: ChainId,
): Promise<boolean> {
  if (person.role !== 'agent') return true;
  const agent = agentId(person.userId);
  if (dialer.agentView(agent)?.interaction?.chainId === chainId) return true;
  return hasMet(pool, siteId, agent, chainId);
}
