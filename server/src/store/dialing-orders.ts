import { must } from '@outpace/engine/basics/assert.ts';
import type { CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import {
  PRIORITY_TYPES,
  type PriorityChoice,
  prioritiesOf,
  USUAL_PRIORITIES,
} from '@outpace/engine/calling-lists/queue-rank.ts';
import { isAtRest, NO_ACTIVE_LIST } from '@outpace/engine/campaigns/campaign.ts';
import type { CampaignOrderBody, DialingOrderRows } from '@outpace/protocol/dialing-order.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

/** What each level says of the order, and what holds for each campaign group in the end. */
export async function dialingOrders(db: Queryable, site: SiteId): Promise<DialingOrderRows> {
  const sites = await db.query<{ readonly priorities: PriorityChoice }>(
    'select priorities from sites where site = $1',
    [site],
  );
  const { priorities: siteChoice } = must(sites.rows[0], `site ${site}`);
  const campaigns = await db.query<DialingOrderRows['campaigns'][number]>(
    `select c.id, c.name, c.version, c.priorities, coalesce(
       (select json_agg(json_build_object('listId', l.list_id, 'name', n.name, 'weight', l.weight)
          order by l.place, l.list_id)
        from campaign_lists l join calling_lists n on n.site = l.site and n.id = l.list_id
        where l.site = c.site and l.campaign_id = c.id), '[]') as lists
     from campaigns c where c.site = $1 order by c.name`,
    [site],
  );
  type GroupRow = Omit<DialingOrderRows['groups'][number], 'effective'>;
  const groups = await db.query<GroupRow>(
    `select id, name, campaign_id as "campaignId", priorities
     from campaign_groups where site = $1 order by name`,
    [site],
  );
  const ofCampaign = new Map(campaigns.rows.map(({ id, priorities }) => [id, priorities]));
  const effective = ({ campaignId, priorities }: GroupRow) =>
    prioritiesOf({
      group: priorities,
      campaign: ofCampaign.get(campaignId) ?? {},
      site: siteChoice,
    });
  return {
    types: [...PRIORITY_TYPES],
    usual: USUAL_PRIORITIES,
    site: siteChoice,
    campaigns: campaigns.rows,
    groups: groups.rows.map((row) => ({ ...row, effective: effective(row) })),
  };
}

/** Returns the groups that it concerns. */
export async function setSitePriorities(
  db: Queryable,
  site: SiteId,
  priorities: PriorityChoice,
): Promise<Outcome<readonly CampaignGroupId[]>> {
  await db.query('update sites set priorities = $2 where site = $1', [
    site,
    JSON.stringify(priorities),
  ]);
  return ok(await groupIds(db, 'select id from campaign_groups where site = $1', [site]));
}

/** Returns the groups that it concerns. */
export async function setGroupPriorities(
  db: Queryable,
  site: SiteId,
  groupId: CampaignGroupId,
  priorities: PriorityChoice,
): Promise<Outcome<readonly CampaignGroupId[]>> {
  const changed = await db.query(
    'update campaign_groups set priorities = $3 where site = $1 and id = $2',
    [site, groupId, JSON.stringify(priorities)],
  );
  return changed.rowCount === 0 ? fail(refusal('CAMPAIGN_GROUP_NOT_FOUND')) : ok([groupId]);
}

/** Returns the groups that it concerns. The campaign has a new version: its editor has weights. */
export async function setCampaignOrder(
  db: Queryable,
  site: SiteId,
  campaignId: string,
  version: number,
  { priorities, weights }: CampaignOrderBody,
): Promise<Outcome<readonly CampaignGroupId[]>> {
  const changed = await db.query(
    `update campaigns set priorities = $4, version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, campaignId, version, JSON.stringify(priorities)],
  );
  if (changed.rowCount === 0) {
    const problem = await missingOrChanged(db, 'campaigns', site, campaignId);
    return fail(problem.code === 'NOT_FOUND' ? refusal('CAMPAIGN_NOT_FOUND') : problem);
  }
  await db.query(
    `update campaign_lists l set weight = w.weight
     from unnest($3::text[], $4::int[]) as w (list_id, weight)
     where l.site = $1 and l.campaign_id = $2 and l.list_id = w.list_id`,
    [site, campaignId, weights.map(({ listId }) => listId), weights.map(({ weight }) => weight)],
  );
  const lists = await db.query<{ readonly weight: number }>(
    'select weight from campaign_lists where site = $1 and campaign_id = $2',
    [site, campaignId],
  );
  if (isAtRest(lists.rows)) return fail(refusal('WRONG_CONFIGURATION', NO_ACTIVE_LIST));
  const ofCampaign = 'select id from campaign_groups where site = $1 and campaign_id = $2';
  return ok(await groupIds(db, ofCampaign, [site, campaignId]));
}

async function groupIds(
  db: Queryable,
  text: string,
  values: readonly unknown[],
): Promise<readonly CampaignGroupId[]> {
  const found = await db.query<{ readonly id: CampaignGroupId }>(text, values);
  return found.rows.map(({ id }) => id);
}
