import { must } from '@outpace/engine/basics/assert.ts';
import {
  attemptId,
  type ChainId,
  campaignId,
  chainId,
  type SiteId,
} from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { PastAttempt } from '@outpace/engine/calling-lists/past-attempt.ts';
import type { Statements } from './ownership.ts';
import { storedPhone } from './stored-phone.ts';
import { type Timestamp, toInstant, toTimestamp } from './timestamps.ts';

type PastRow = {
  readonly asked: string;
  readonly id: string;
  readonly opened_at: Timestamp;
  readonly phone: string;
  readonly chain_id: string;
  readonly customer_id: string | null;
  readonly campaign_id: string;
  readonly call_result: number | null;
};

/** What limits count of these chains: calls of their numbers and of their persons. */
export async function pastAttempts(
  statements: Statements,
  site: SiteId,
  ids: readonly ChainId[],
  since: Instant,
): Promise<ReadonlyMap<ChainId, readonly PastAttempt[]>> {
  const values = [site, ids, toTimestamp(since)];
  const rows = await statements.run<PastRow>('past-attempts', PAST, values);
  const found = new Map<ChainId, PastAttempt[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(chainId(row.asked))?.push(pastOf(row));
  return found;
}

const pastOf = (row: PastRow): PastAttempt => ({
  attemptId: attemptId(row.id),
  openedAt: toInstant(row.opened_at),
  phone: storedPhone(row.phone, `the phone number of attempt ${row.id}`),
  chainId: chainId(row.chain_id),
  customerId: row.customer_id ?? undefined,
  campaignId: campaignId(row.campaign_id),
  result:
    row.call_result === null
      ? undefined
      : must(CALL_RESULTS[row.call_result], `call result ${row.call_result}`),
});

// By an index each: the calls of a number, of a chain, and of the chains of a customer. Everything
// is looked up from the few chains that were leased, in lateral joins that cannot become a scan.
const PAST = `
  with made as (
    select r.chain_id as asked, a.*
    from records r cross join lateral (
      select * from attempts a
      where a.site = $1 and a.phone = r.phone and a.opened_at > $3::timestamptz
      order by a.opened_at
    ) as a
    where r.site = $1 and r.chain_id = any ($2::bigint[])
    union
    select c.id, a.*
    from unnest($2::bigint[]) as c (id) cross join lateral (
      select * from attempts a
      where a.site = $1 and a.chain_id = c.id and a.opened_at > $3::timestamptz
      order by a.opened_at
    ) as a
    union
    select c.id, a.*
    from chains c
    join chains o on o.site = $1 and o.customer_id = c.customer_id
    cross join lateral (
      select * from attempts a
      where a.site = $1 and a.chain_id = o.id and a.opened_at > $3::timestamptz
      order by a.opened_at
    ) as a
    where c.site = $1 and c.id = any ($2::bigint[]) and c.customer_id is not null
  )
  select made.asked, made.id, made.opened_at, made.phone, made.chain_id, c.customer_id,
    made.campaign_id, made.call_result
  from made left join chains c on c.site = $1 and c.id = made.chain_id
  order by made.opened_at, made.id`;
