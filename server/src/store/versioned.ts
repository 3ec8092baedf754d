import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Queryable } from './queryable.ts';

/** Tables whose rows carry an id and a version. */
export type VersionedTable =
  | 'users'
  | 'agent_groups'
  | 'calling_lists'
  | 'campaigns'
  | 'campaign_groups'
  | 'response_categories'
  | 'webhook_receivers'
  | 'schedules'
  | 'suppression_lists';

/** Why an update with a version changed no row: the row is gone, or somebody was quicker. */
export async function missingOrChanged(
  db: Queryable,
  table: VersionedTable,
  site: SiteId,
  id: string,
): Promise<Refusal> {
  const found = await db.query(`select 1 from ${table} where site = $1 and id = $2`, [site, id]);
  return found.rowCount === 0 ? refusal('NOT_FOUND') : refusal('CHANGED_MEANWHILE');
}
