import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Queryable } from './queryable.ts';

/** What a campaign shows to whoever validates its dials; undefined: it has nothing to show. */
export async function campaignSecret(
  db: Queryable,
  site: SiteId,
  campaignId: string,
): Promise<string | undefined> {
  const found = await db.query<{ readonly secret: string }>(
    'select secret from campaign_secrets where site = $1 and campaign_id = $2',
    [site, campaignId],
  );
  return found.rows[0]?.secret;
}

/** In place of the one before; null removes it. The campaign must be there. */
export async function saveCampaignSecret(
  db: Queryable,
  site: SiteId,
  campaignId: string,
  secret: string | null,
): Promise<void> {
  if (secret === null) {
    await db.query('delete from campaign_secrets where site = $1 and campaign_id = $2', [
      site,
      campaignId,
    ]);
    return;
  }
  await db.query(
    `insert into campaign_secrets (site, campaign_id, secret) values ($1, $2, $3)
     on conflict (site, campaign_id) do update set secret = excluded.secret`,
    [site, campaignId, secret],
  );
}
