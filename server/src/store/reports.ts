import type { CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { hours, millis, minutes } from '@outpace/engine/basics/time.ts';
import { CALL_RESULTS, callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import type { CampaignSeries } from '@outpace/protocol/reports.ts';
import type { Queryable } from './queryable.ts';

/** Bucket widths that fall on round times of the day, narrowest first. */
const BUCKETS: readonly Millis[] = [
  minutes(1),
  minutes(5),
  minutes(15),
  hours(1),
  hours(6),
  hours(24),
];
const BUCKETS_MAX = 120;

/** A customer who answered and got no agent: hung up while waiting, or released by us. */
const ABANDONED = [callResultNumber('abandoned'), callResultNumber('dropped')];

/** The narrowest width that shows the span in at most 120 columns. */
export const bucketFor = (span: Millis): Millis =>
  BUCKETS.find((bucket) => span / bucket <= BUCKETS_MAX) ?? hours(24);

/**
 * Attempts, contacts and abandoned calls of a group over the last `minutes`, one row per bucket
 * and none left out; undefined when there is no such group.
 */
export async function campaignSeries(
  db: Queryable,
  site: SiteId,
  groupId: CampaignGroupId,
  span: { readonly until: Instant; readonly lengthMs: Millis },
): Promise<CampaignSeries | undefined> {
  const group = await db.query<{ readonly campaignId: string }>(
    'select campaign_id as "campaignId" from campaign_groups where site = $1 and id = $2',
    [site, groupId],
  );
  const campaignId = group.rows[0]?.campaignId;
  if (campaignId === undefined) return undefined;

  const bucketMs = bucketFor(span.lengthMs);
  const first = Math.floor((span.until - span.lengthMs) / bucketMs) * bucketMs;
  // By campaign too, because that is what the index of the attempts begins with.
  const where = `site = $1 and campaign_id = $2 and group_id = $3
    and opened_at >= to_timestamp($4::float8 / 1000)`;
  const values = [site, campaignId, groupId, first];
  const counted = await db.query<CampaignSeries['rows'][number]>(
    `select (floor(extract(epoch from opened_at) * 1000 / $5) * $5)::float8 as at,
       count(*)::int as attempts, count(connected_at)::int as contacts,
       (count(*) filter (where call_result = any($6::smallint[])))::int as abandoned
     from attempts where ${where} group by 1`,
    [...values, bucketMs, ABANDONED],
  );
  const byResult = await db.query<{ readonly result: number; readonly attempts: number }>(
    `select call_result as result, count(*)::int as attempts from attempts
     where ${where} and call_result is not null group by 1 order by 2 desc, 1`,
    values,
  );
  const counts = new Map(counted.rows.map((row) => [row.at, row]));
  return {
    bucketMs,
    rows: bucketStarts(first, span.until, bucketMs).map(
      (at) => counts.get(at) ?? { at, attempts: 0, contacts: 0, abandoned: 0 },
    ),
    byResult: byResult.rows.map((row) => ({
      result: CALL_RESULTS[row.result] ?? 'unknown',
      attempts: row.attempts,
    })),
  };
}

const bucketStarts = (first: number, until: Instant, bucketMs: Millis): readonly Millis[] =>
  Array.from({ length: Math.floor((until - first) / bucketMs) + 1 }, (_, index) =>
    millis(first + index * bucketMs),
  );
