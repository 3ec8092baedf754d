import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { OutsideRules } from '../outside/outside-hosts.ts';
import type { Clock } from '../ports.ts';
import { campaignSecret } from '../store/campaign-secrets.ts';
import type { Queryable } from '../store/queryable.ts';
import { HttpValidator } from './http-validator.ts';

/** Asks before the dials of a site's campaigns, with the secrets that the store keeps for them. */
export const newValidator = (
  db: Queryable,
  site: SiteId,
  clock: Pick<Clock, 'now'>,
  outside: OutsideRules,
): HttpValidator =>
  new HttpValidator({
    clock,
    outside,
    secretOf: (campaignId) => campaignSecret(db, site, campaignId),
  });
