import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId, type ChainId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { ContactPage, MyHistory } from '@outpace/protocol/contacts.ts';
import { closed } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { contactPage, hasMet, historyOfAgent } from '../store/contacts.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf, type SignedIn } from './auth.ts';

const tags = ['Contacts'];
const ChainParams = closed({
  chainId: Type.Unsafe<ChainId>(Type.String({ pattern: '^[0-9]{1,18}$' })),
});

export const contactRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/chains/:chainId',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'The person behind a chain',
          description:
            'Every number and everything that was. An agent sees the persons they speak or have ' +
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
        const { role, userId } = personOf(request);
        const hearer = role === 'agent' ? agentId(userId) : undefined;
        const page = await contactPage(pool, siteId, chainId, hearer);
        return page ?? refuse(reply, refusal('NOT_FOUND'));
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
