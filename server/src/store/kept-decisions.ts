import type { CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import type { Ownership, Statements } from './ownership.ts';
import type { Queryable } from './queryable.ts';
import { toTimestamp } from './timestamps.ts';

/** What was decided for one group in some seconds, oldest first; never empty. */
export type DecidedRows = {
  readonly groupId: CampaignGroupId;
  readonly rows: readonly PacingDecisionRow[];
};

/**
 * Keeps them beside those that are there, each once however often it is told. Of a group that was
 * removed nothing is kept.
 */
export async function keepDecisions(
  statements: Statements,
  { site }: Ownership,
  decided: readonly DecidedRows[],
): Promise<void> {
  const times = (of: (instants: readonly number[]) => number): string[] =>
    decided.map(({ rows }) => toTimestamp(instant(of(rows.map(({ at }) => at)))));
  await statements.run('keep-decisions', KEEP, [
    site,
    decided.map(({ groupId }) => groupId),
    times((instants) => Math.min(...instants)),
    times((instants) => Math.max(...instants)),
    decided.map(({ rows }) => JSON.stringify(rows)),
  ]);
}

const KEEP = `
  insert into pacing_decisions (site, group_id, from_at, till_at, rows)
  select $1, kept.group_id, kept.from_at, kept.till_at, kept.rows
  from unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::jsonb[])
    as kept (group_id, from_at, till_at, rows)
  join campaign_groups g on g.site = $1 and g.id = kept.group_id
  on conflict do nothing`;

/** Of a group, both ends included, oldest first. */
export async function keptDecisions(
  db: Queryable,
  site: SiteId,
  groupId: CampaignGroupId,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly PacingDecisionRow[]> {
  type Row = { readonly rows: readonly PacingDecisionRow[] };
  const about = [site, groupId, toTimestamp(from), toTimestamp(to)];
  const { rows } = await db.query<Row>(KEPT, about);
  return rows.flatMap((each) => each.rows).filter(({ at }) => at >= from && at <= to);
}

const KEPT = `
  select rows from pacing_decisions
  where site = $1 and group_id = $2 and till_at >= $3 and from_at <= $4
  order by till_at, from_at`;

/** Removes what was decided before that. */
export async function forgetDecisions(
  statements: Statements,
  { site }: Ownership,
  before: Instant,
): Promise<void> {
  await statements.run('forget-decisions', FORGET, [site, toTimestamp(before)]);
}

const FORGET = 'delete from pacing_decisions where site = $1 and till_at < $2';
