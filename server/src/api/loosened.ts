import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { addAudit } from '../store/audit.ts';
import type { Queryable } from '../store/queryable.ts';
import type { SignedIn } from './auth.ts';

type Loosened = {
  readonly by: Pick<SignedIn, 'userId'>;
  /** The campaign. */
  readonly subject: string;
  readonly looser: readonly string[];
  readonly settings: CampaignSettings;
};

/** An entry of its own in the audit trail: what became looser is found among all changes. */
export async function noteLooser(
  db: Queryable,
  site: SiteId,
  { by, subject, looser, settings }: Loosened,
): Promise<void> {
  if (looser.length === 0) return;
  const reason = settings.rules?.loosened?.reason;
  const detail = { looser, ...(reason === undefined ? {} : { reason }) };
  await addAudit(db, site, { by: by.userId, what: 'compliance-loosened', subject, detail });
}
