import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import {
  attemptsKeptDays,
  type KnownRules,
  needsOf,
  recordingsKeptDays,
} from '@outpace/engine/compliance/retention.ts';
import {
  type KeptThing,
  type RetentionPlan,
  USUAL_RETENTION,
} from '@outpace/engine/compliance/retention-plan.ts';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import type { RetentionBody, RetentionRow, RetentionRun } from '@outpace/protocol/retention.ts';
import { campaignRules } from './campaign-rules.ts';
import type { Queryable } from './queryable.ts';
import { type Timestamp, toInstant } from './timestamps.ts';
import type { Outcome } from './transaction.ts';

/** For how long what a campaign has left behind is kept, days; undefined: for good. */
export type CampaignKept = {
  readonly campaignId: string;
  /** Undefined: the campaign was removed. */
  readonly name: string | undefined;
  readonly needs: ReturnType<typeof needsOf>;
  readonly attemptsDays: number | undefined;
  readonly recordingsDays: number | undefined;
};

export type StoredRetention = {
  readonly plan: RetentionPlan;
  readonly version: number;
  readonly lastRun: RetentionRun | null;
  /** Of every campaign that there is, and of those that have attempts. */
  readonly campaigns: readonly CampaignKept[];
  /** By the clock of the database. */
  readonly now: Instant;
};

/** What the site says, and what comes of it for each campaign now. */
export async function storedRetention(db: Queryable, site: SiteId): Promise<StoredRetention> {
  const found = await db.query<{
    readonly plan: Partial<RetentionPlan>;
    readonly version: number;
    readonly lastRun: RetentionRun | null;
    readonly now: Timestamp;
  }>(
    `select retention as plan, retention_version as version, retention_run as "lastRun", now()
     from sites where site = $1`,
    [site],
  );
  const row = found.rows[0];
  const plan = { ...USUAL_RETENTION, ...row?.plan };
  const now = toInstant(row?.now ?? 0);
  const known = await db.query<CampaignRow>(CAMPAIGNS, [site]);
  const rules = known.rows.map(rulesOf);
  const living = rules.flatMap((each) => (each === 'removed' ? [] : [each]));
  const campaigns = known.rows.map(({ id: campaignId, name }, n): CampaignKept => {
    const needs = needsOf(rules[n], living, now);
    const attemptsDays = attemptsKeptDays(plan, needs);
    const recordingsDays = recordingsKeptDays(plan, needs);
    return { campaignId, name: name ?? undefined, needs, attemptsDays, recordingsDays };
  });
  const { version = 1, lastRun = null } = row ?? {};
  return { plan, version, lastRun, campaigns, now };
}

type CampaignRow = {
  readonly id: string;
  readonly name: string | null;
  readonly rules: CampaignSettings['rules'] | null;
};

function rulesOf({ name, rules }: CampaignRow): KnownRules {
  if (name === null) return 'removed';
  return rules === null || rules === undefined ? undefined : campaignRules(rules);
}

// The campaigns of the attempts by steps along their index: not one row in a million is read.
const CAMPAIGNS = `
  with recursive dialed as (
    (select campaign_id as id from attempts where site = $1 order by campaign_id limit 1)
    union all
    select (select a.campaign_id from attempts a
      where a.site = $1 and a.campaign_id > d.id order by a.campaign_id limit 1)
    from dialed d where d.id is not null
  )
  select k.id, c.name, c.settings->'rules' as rules
  from (select id from dialed where id is not null
    union select id from campaigns where site = $1) k
  left join campaigns c on c.site = $1 and c.id = k.id
  order by c.name, k.id`;

export async function retentionRow(db: Queryable, site: SiteId): Promise<RetentionRow> {
  const { plan, version, lastRun, campaigns } = await storedRetention(db, site);
  return {
    ...plan,
    version,
    lastRun,
    campaigns: campaigns.flatMap(({ name, needs, ...kept }) =>
      name === undefined
        ? []
        : {
            campaignId: kept.campaignId,
            name,
            needs: [...needs],
            attemptsDays: kept.attemptsDays ?? null,
            recordingsDays: kept.recordingsDays ?? null,
          },
    ),
  };
}

/** Refused when it was changed since `version` was read. */
export async function setRetention(
  db: Queryable,
  site: SiteId,
  version: number,
  plan: RetentionBody,
): Promise<Outcome<RetentionRow>> {
  const changed = await db.query(
    `update sites set retention = $3, retention_version = retention_version + 1
     where site = $1 and retention_version = $2`,
    [site, version, JSON.stringify(plan)],
  );
  if (changed.rowCount === 0) return fail(refusal('CHANGED_MEANWHILE'));
  return ok(await retentionRow(db, site));
}

export type Removed = Readonly<Record<KeptThing, number>>;

export async function saveRetentionRun(
  db: Queryable,
  site: SiteId,
  run: RetentionRun,
): Promise<void> {
  await db.query('update sites set retention_run = $2 where site = $1', [
    site,
    JSON.stringify(run),
  ]);
}
