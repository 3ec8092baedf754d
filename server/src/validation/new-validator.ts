import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { OutsideRules } from '../outside/outside-hosts.ts';
import type { Clock } from '../ports.ts';
import { campaignSecret } from '../store/campaign-secrets.ts';
import type { Queryable } from '../store/queryable.ts';
import type { SecretBox } from '../store/secret-box.ts';
import { HttpValidator } from './http-validator.ts';

export type NewValidatorParts = {
  readonly pool: Queryable;
  readonly secrets: SecretBox;
  readonly siteId: SiteId;
  readonly clock: Pick<Clock, 'now'>;
  readonly outside: OutsideRules;
};

/** Asks before the dials of a site's campaigns, with the secrets that the store keeps for them. */
export const newValidator = ({
  pool,
  secrets,
  siteId,
  ...parts
}: NewValidatorParts): HttpValidator =>
  new HttpValidator({
    ...parts,
    secretOf: (campaignId) => campaignSecret(pool, secrets, siteId, campaignId),
  });
