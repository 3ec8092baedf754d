import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Queryable } from './queryable.ts';
import type { KeptSecret, SecretBox } from './secret-box.ts';

/** What the secret of a campaign is sealed with. */
export const aboutCampaign = (site: string, campaignId: string): string =>
  `campaign ${site} ${campaignId}`;

/** What a campaign shows to whoever validates its dials; undefined: it has nothing to show. */
export async function campaignSecret(
  db: Queryable,
  secrets: SecretBox,
  site: SiteId,
  campaignId: string,
): Promise<string | undefined> {
  const found = await db.query<KeptSecret>(
    `select key_id as "keyId", secret from campaign_secrets
     where site = $1 and campaign_id = $2`,
    [site, campaignId],
  );
  const [kept] = found.rows;
  return kept === undefined ? undefined : secrets.open(aboutCampaign(site, campaignId), kept);
}

/** In place of the one before; null removes it. The campaign must be there. */
export async function saveCampaignSecret(
  db: Queryable,
  secrets: SecretBox,
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
  const kept = secrets.seal(aboutCampaign(site, campaignId), secret);
  await db.query(
    `insert into campaign_secrets (site, campaign_id, key_id, secret) values ($1, $2, $3, $4)
     on conflict (site, campaign_id)
       do update set key_id = excluded.key_id, secret = excluded.secret`,
    [site, campaignId, kept.keyId, kept.secret],
  );
}
