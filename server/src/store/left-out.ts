import type { CampaignId, ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Statements } from './ownership.ts';
import type { Queryable } from './queryable.ts';
import { type Timestamp, toInstantOrUndefined, toTimestampOrNull } from './timestamps.ts';

/** A chain that one campaign passes over; undefined: for good. */
export type LeftOut = { readonly chainId: ChainId; readonly until: Instant | undefined };

/** Whether this campaign passes over anybody at all: mostly not, and then nothing is asked. */
export async function leavesAnyOut(
  statements: Statements,
  site: SiteId,
  campaignId: CampaignId,
): Promise<boolean> {
  const [row] = await statements.run<{ any: boolean }>('left-out-any', ANY, [site, campaignId]);
  return row?.any === true;
}

const ANY = `
  select exists (select from left_out where site = $1 and campaign_id = $2) as any`;

/** Passed over from now on, at the place where each chain stands. */
export async function leaveOut(
  statements: Statements,
  site: SiteId,
  campaignId: CampaignId,
  chains: readonly LeftOut[],
): Promise<void> {
  await statements.run('leave-out', LEAVE_OUT, [
    site,
    campaignId,
    chains.map(({ chainId }) => chainId),
    chains.map(({ until }) => toTimestampOrNull(until)),
  ]);
}

const LEAVE_OUT = `
  insert into left_out (site, campaign_id, chain_id, place, until)
  select $1, $2, c.id, c.place, coalesce(l.until, 'infinity')
  from unnest($3::bigint[], $4::timestamptz[]) as l (id, until)
  join chains c on c.site = $1 and c.id = l.id
  on conflict (site, campaign_id, chain_id) do update
    set place = excluded.place, until = excluded.until`;

/** When the first of those who wait in these lists is to be called again; undefined: nobody is. */
export async function leftOutUntil(
  statements: Statements,
  site: SiteId,
  campaignId: CampaignId,
  listIds: readonly string[],
): Promise<Instant | undefined> {
  type Row = { readonly until: Timestamp | null };
  const values = [site, campaignId, listIds];
  const [row] = await statements.run<Row>('left-out-until', FIRST_END, values);
  return toInstantOrUndefined(row?.until ?? null);
}

const FIRST_END = `
  select min(x.until) as until
  from left_out x join dial_queue q on q.site = x.site and q.chain_id = x.chain_id
  where x.site = $1 and x.campaign_id = $2 and x.until < 'infinity'
    and q.list_id = any ($3::text[])`;

/** A list of these campaigns has changed: whom they call is found out anew. */
export async function forgetLeftOut(
  db: Queryable,
  site: SiteId,
  campaignIds: readonly string[],
): Promise<void> {
  if (campaignIds.length === 0) return;
  await db.query('delete from left_out where site = $1 and campaign_id = any ($2::text[])', [
    site,
    campaignIds,
  ]);
}

/**
 * SQL: the chain of `dial_queue as q` is not passed over by the campaign at `moment`, both names of
 * parameters. A chain that stands at another place may be called there.
 */
export const notLeftOut = (campaign: string, moment: string): string => `
  and not exists (
    select from left_out x join chains c on c.site = x.site and c.id = x.chain_id
    where x.site = q.site and x.campaign_id = ${campaign} and x.chain_id = q.chain_id
      and c.place = x.place and x.until > ${moment}::timestamptz)`;
