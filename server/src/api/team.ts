import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { FavouriteBody, TeamFound, TeamMine, TeamSearchBody } from '@outpace/protocol/team.ts';
import { addFavourite, removeFavourite } from '../store/team-favourites.ts';
import { namesOf } from '../store/team-search.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { mineOf, searchTeam } from './team-directory.ts';

const tags = ['Team Communicator'];

/** Faster than anybody types, slower than a list is copied. */
const SEARCHES = { max: 240, timeWindow: '1 minute' } as const;

export const teamRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.post(
      '/team/search',
      {
        config: { ...requires('agent').config, rateLimit: SEARCHES },
        schema: {
          tags,
          summary: 'Finds colleagues, agent groups, contacts and numbers',
          description:
            'By the beginning of a name or number. Contacts are those of the campaigns for which ' +
            'the agent may call by hand now; a number that is typed in full is found always.',
          body: TeamSearchBody,
          response: answers(TeamFound),
        },
      },
      (request) => searchTeam(parts, agentId(personOf(request).userId), request.body.text),
    );

    app.get(
      '/team/mine',
      {
        ...requires('agent'),
        schema: { tags, summary: 'My favourites and recent calls', response: answers(TeamMine) },
      },
      (request) => mineOf(parts, agentId(personOf(request).userId)),
    );

    app.put(
      '/team/favourites',
      {
        ...requires('agent'),
        schema: {
          tags,
          summary: 'Keeps somebody at hand, or not any more',
          body: FavouriteBody,
          response: answers(TeamMine),
        },
      },
      async (request, reply) => {
        const me = agentId(personOf(request).userId);
        const { favourite, ...target } = request.body;
        if (!favourite) await removeFavourite(pool, siteId, me, target);
        else if (!(await isThere(parts, target))) return refuse(reply, refusal('NOT_FOUND'));
        else if (!(await addFavourite(pool, siteId, me, target))) {
          return refuse(reply, refusal('TOO_MANY'));
        }
        return mineOf(parts, me);
      },
    );
  };

async function isThere(
  { pool, siteId }: ApiParts,
  { kind, id }: Pick<FavouriteBody, 'kind' | 'id'>,
): Promise<boolean> {
  if (kind === 'number') {
    const parsed = parsePhoneNumber(id);
    return parsed.ok && parsed.value === id;
  }
  const found = await namesOf(pool, siteId, { agents: [id], groups: [id] });
  return (kind === 'agent' ? found.agents : found.groups).length > 0;
}
