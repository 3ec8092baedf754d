import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { CampaignBody, CampaignRow } from '@outpace/protocol/campaigns.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

const SELECT = `select c.id, c.name, c.description, c.settings, c.version,
    c.response_category_id as "responseCategoryId",
    coalesce((select json_agg(json_build_object('listId', l.list_id, 'weight', l.weight,
        'attemptsMax', l.attempts_max) order by l.place, l.list_id)
      from campaign_lists l where l.site = c.site and l.campaign_id = c.id), '[]') as lists
  from campaigns c`;

export async function allCampaigns(db: Queryable, site: SiteId): Promise<CampaignRow[]> {
  const found = await db.query<CampaignRow>(`${SELECT} where c.site = $1 order by c.name`, [site]);
  return found.rows;
}

export async function campaignRow(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<CampaignRow | undefined> {
  const found = await db.query<CampaignRow>(`${SELECT} where c.site = $1 and c.id = $2`, [
    site,
    id,
  ]);
  return found.rows[0];
}

export async function insertCampaign(
  db: Queryable,
  site: SiteId,
  id: string,
  body: CampaignBody,
): Promise<CampaignRow> {
  await db.query(
    `insert into campaigns (site, id, name, description, settings, response_category_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [site, id, ...columnsOf(body)],
  );
  await replaceLists(db, site, id, body);
  return { ...body, id, version: 1 };
}

export async function updateCampaign(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  body: CampaignBody,
): Promise<Outcome<CampaignRow>> {
  const changed = await db.query(
    `update campaigns set name = $4, description = $5, settings = $6, response_category_id = $7,
       version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, ...columnsOf(body)],
  );
  if (changed.rowCount === 0) return fail(await missingOrChanged(db, 'campaigns', site, id));
  await replaceLists(db, site, id, body);
  return ok({ ...body, id, version: version + 1 });
}

/** Refused while a campaign group is made of it: its groups never go by the way. */
export async function deleteCampaign(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  // Held until the end, so that no group can be made of it between the look and the removal.
  await db.query('select 1 from campaigns where site = $1 and id = $2 for update', [site, id]);
  const groups = await db.query<{ readonly name: string }>(
    'select name from campaign_groups where site = $1 and campaign_id = $2 order by name limit 1',
    [site, id],
  );
  const group = groups.rows[0];
  if (group !== undefined) return fail(refusal('IN_USE', `by campaign group ${group.name}`));
  const gone = await db.query('delete from campaigns where site = $1 and id = $2', [site, id]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}

const columnsOf = ({ name, description, settings, responseCategoryId }: CampaignBody) => [
  name,
  description,
  JSON.stringify(settings),
  responseCategoryId,
];

async function replaceLists(
  db: Queryable,
  site: SiteId,
  id: string,
  { lists }: Pick<CampaignBody, 'lists'>,
): Promise<void> {
  await db.query('delete from campaign_lists where site = $1 and campaign_id = $2', [site, id]);
  await db.query(
    `insert into campaign_lists (site, campaign_id, list_id, weight, attempts_max, place)
     select $1, $2, l.list_id, l.weight, l.attempts_max, l.place - 1
     from unnest($3::text[], $4::int[], $5::int[])
       with ordinality as l (list_id, weight, attempts_max, place)`,
    [
      site,
      id,
      lists.map((list) => list.listId),
      lists.map((list) => list.weight),
      lists.map((list) => list.attemptsMax),
    ],
  );
}
