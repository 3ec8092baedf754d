import type { AgentId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { FavouriteBody } from '@outpace/protocol/team.ts';
import type { Queryable } from './queryable.ts';

/** Favourites of one agent; more would not be at hand any more. */
export const FAVOURITES_MAX = 50;

export type Favourite = Pick<FavouriteBody, 'kind' | 'id'>;

/** In the order in which they were added. */
export async function favouritesOf(
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
): Promise<readonly Favourite[]> {
  const found = await db.query<Favourite>(
    `select kind, target as id from team_favourites where site = $1 and agent_id = $2
     order by added_at, kind, target`,
    [site, agentId],
  );
  return found.rows;
}

/** False when there is no room for one more. */
export async function addFavourite(
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
  { kind, id }: Favourite,
): Promise<boolean> {
  const kept = await db.query(
    `insert into team_favourites (site, agent_id, kind, target)
     select $1, $2, $3, $4
     where (select count(*) from team_favourites where site = $1 and agent_id = $2) < $5
       or exists (select from team_favourites
         where site = $1 and agent_id = $2 and kind = $3 and target = $4)
     on conflict (site, agent_id, kind, target) do update set kind = excluded.kind`,
    [site, agentId, kind, id, FAVOURITES_MAX],
  );
  return kept.rowCount === 1;
}

export async function removeFavourite(
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
  { kind, id }: Favourite,
): Promise<void> {
  await db.query(
    'delete from team_favourites where site = $1 and agent_id = $2 and kind = $3 and target = $4',
    [site, agentId, kind, id],
  );
}
