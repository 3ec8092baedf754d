import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Queryable } from './queryable.ts';

/** The texts that a person keeps within reach, whatever browser they sit at. */
export async function favouritesOf(
  db: Queryable,
  site: SiteId,
  userId: string,
): Promise<ReadonlySet<string>> {
  const found = await db.query<{ readonly id: string }>(
    'select response_id as id from favourite_responses where site = $1 and user_id = $2',
    [site, userId],
  );
  return new Set(found.rows.map(({ id }) => id));
}

/** Keeping twice is keeping once; false when there is no such text. */
export async function addFavourite(
  db: Queryable,
  site: SiteId,
  userId: string,
  responseId: string,
): Promise<boolean> {
  const found = await db.query(
    `with added as (
       insert into favourite_responses (site, user_id, response_id)
       select site, $2, id from responses where site = $1 and id = $3
       on conflict do nothing)
     select 1 from responses where site = $1 and id = $3`,
    [site, userId, responseId],
  );
  return found.rowCount !== 0;
}

export async function removeFavourite(
  db: Queryable,
  site: SiteId,
  userId: string,
  responseId: string,
): Promise<void> {
  await db.query(
    'delete from favourite_responses where site = $1 and user_id = $2 and response_id = $3',
    [site, userId, responseId],
  );
}
