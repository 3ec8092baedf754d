import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { EQUAL_STAFFING } from '@outpace/engine/campaigns/staffing.ts';
import type { CampaignGroupBody, CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

const SELECT = `select g.id, g.name, g.campaign_id as "campaignId",
    g.agent_group_id as "agentGroupId", g.mode, g.multiplier, g.assured, g.staffing,
    g.version,
    c.name as "campaignName", a.name as "agentGroupName"
  from campaign_groups g
  join campaigns c on c.site = g.site and c.id = g.campaign_id
  join agent_groups a on a.site = g.site and a.id = g.agent_group_id`;

export async function allCampaignGroups(db: Queryable, site: SiteId): Promise<CampaignGroupRow[]> {
  const found = await db.query<CampaignGroupRow>(`${SELECT} where g.site = $1 order by g.name`, [
    site,
  ]);
  return found.rows;
}

export async function campaignGroupRow(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<CampaignGroupRow>> {
  const found = await db.query<CampaignGroupRow>(`${SELECT} where g.site = $1 and g.id = $2`, [
    site,
    id,
  ]);
  const row = found.rows[0];
  return row === undefined ? fail(refusal('CAMPAIGN_GROUP_NOT_FOUND')) : ok(row);
}

/** Which of the two things a campaign group binds is not there, if either. */
async function missingPart(
  db: Queryable,
  site: SiteId,
  body: CampaignGroupBody,
): Promise<'CAMPAIGN_NOT_FOUND' | 'AGENT_GROUP_NOT_FOUND' | undefined> {
  const found = await db.query<{ readonly campaign: boolean; readonly agents: boolean }>(
    `select exists (select 1 from campaigns where site = $1 and id = $2) as campaign,
       exists (select 1 from agent_groups where site = $1 and id = $3) as agents`,
    [site, body.campaignId, body.agentGroupId],
  );
  const parts = found.rows[0];
  if (parts?.campaign !== true) return 'CAMPAIGN_NOT_FOUND';
  return parts.agents ? undefined : 'AGENT_GROUP_NOT_FOUND';
}

const valuesOf = (body: CampaignGroupBody) => [
  body.name,
  body.campaignId,
  body.agentGroupId,
  body.mode,
  body.multiplier,
  JSON.stringify(body.assured ?? { of: 'nobody' }),
  JSON.stringify(body.staffing ?? { ...EQUAL_STAFFING, agentsMax: null }),
];

export async function insertCampaignGroup(
  db: Queryable,
  site: SiteId,
  id: string,
  body: CampaignGroupBody,
): Promise<Outcome<CampaignGroupRow>> {
  const missing = await missingPart(db, site, body);
  if (missing !== undefined) return fail(refusal(missing));
  await db.query(
    `insert into campaign_groups
       (site, id, name, campaign_id, agent_group_id, mode, multiplier, assured, staffing)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [site, id, ...valuesOf(body)],
  );
  return campaignGroupRow(db, site, id);
}

export async function updateCampaignGroup(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  body: CampaignGroupBody,
): Promise<Outcome<CampaignGroupRow>> {
  const missing = await missingPart(db, site, body);
  if (missing !== undefined) return fail(refusal(missing));
  const changed = await db.query(
    `update campaign_groups set name = $4, campaign_id = $5, agent_group_id = $6, mode = $7,
       multiplier = $8, assured = $9, staffing = $10, version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, ...valuesOf(body)],
  );
  if (changed.rowCount === 0) return fail(await missingOrChanged(db, 'campaign_groups', site, id));
  return campaignGroupRow(db, site, id);
}

/** Refused by the database while the group is loaded. */
export async function deleteCampaignGroup(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const gone = await db.query('delete from campaign_groups where site = $1 and id = $2', [
    site,
    id,
  ]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}
