import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import type { OldThing } from '@outpace/engine/compliance/retention.ts';
import type { Queryable } from './queryable.ts';
import { type Timestamp, toInstant, toTimestamp } from './timestamps.ts';

/*
 * What has been kept for some time, a few rows at once: nothing of it holds up the dialer. Whether
 * an attempt or a recording may go the engine says (compliance/retention.ts).
 */

/** A place in the order of time; what comes after it is asked for next. */
export type Place = { readonly at: Instant; readonly id: string };
export const BEGINNING: Place = { at: instant(0), id: '' };

/** Of a campaign, what was opened before a moment. */
export type OldOrder = {
  readonly campaignId: string;
  readonly before: Instant;
  readonly after: Place;
  readonly most: number;
};

export type OldAttempt = OldThing & { readonly id: string };

type OldRow = {
  readonly id: string;
  readonly at: Timestamp;
  readonly isOpen: boolean;
  readonly isPromised: boolean;
  readonly hasRecording: boolean;
};

/** SQL: the chain `chain_id` of `of` waits for a call that was promised. */
const isPromised = (of: string): string => `exists (
  select from chains c where c.site = ${of}.site and c.id = ${of}.chain_id
    and c.state = 'ready' and c.promised_in is not null)`;

// Few rows are picked first, and then asked about by an index each: the planner would else make a
// table of every promise of the site, once for each page.
const ATTEMPTS = `
  with old as materialized (
    select a.site, a.id, a.opened_at, a.chain_id, a.call_result
    from attempts a
    where a.site = $1 and a.campaign_id = $2 and a.opened_at < $3
      and (a.opened_at, a.id) > ($4, $5)
    order by a.opened_at, a.id limit $6
  )
  select a.id, a.opened_at as at, ${isPromised('a')} as "isPromised",
    a.call_result is null or exists (
      select from interactions i
      where i.site = a.site and i.attempt_id = a.id and i.done_at is null) as "isOpen",
    exists (
      select from interactions i
      join recordings r on r.site = i.site and r.interaction_id = i.id
      where i.site = a.site and i.attempt_id = a.id) as "hasRecording"
  from old a order by a.opened_at, a.id`;

const valuesOf = (site: SiteId, { campaignId, before, after, most }: OldOrder) => [
  ...[site, campaignId, toTimestamp(before), toTimestamp(after.at), after.id, most],
];

export async function oldAttempts(
  db: Queryable,
  site: SiteId,
  order: OldOrder,
): Promise<readonly OldAttempt[]> {
  const found = await db.query<OldRow>(ATTEMPTS, valuesOf(site, order));
  return found.rows.map((row) => ({ ...row, at: toInstant(row.at) }));
}

/** With all that was said, heard and proved in them. In a transaction of the caller's. */
export async function removeAttempts(
  db: Queryable,
  site: SiteId,
  ids: readonly string[],
): Promise<void> {
  const interactions = await db.query<{ readonly id: string }>(
    'select id from interactions where site = $1 and attempt_id = any ($2::text[])',
    [site, ids],
  );
  const theirs = interactions.rows.map(({ id }) => id);
  for (const table of ['call_quality', 'third_parties']) {
    await db.query(`delete from ${table} where site = $1 and interaction_id = any ($2::text[])`, [
      site,
      theirs,
    ]);
  }
  await db.query('delete from interactions where site = $1 and id = any ($2::text[])', [
    site,
    theirs,
  ]);
  for (const table of ['cpd_corrections', 'attempt_answers', 'validations']) {
    await db.query(`delete from ${table} where site = $1 and attempt_id = any ($2::text[])`, [
      site,
      ids,
    ]);
  }
  await db.query('delete from attempts where site = $1 and id = any ($2::text[])', [site, ids]);
}

export type OldRecording = OldThing & {
  readonly interactionId: string;
  readonly attemptId: string;
  /** Its name on the switch; undefined: nothing came of it. */
  readonly file: string | undefined;
};

const RECORDINGS = `
  with old as materialized (
    select r.site, r.attempt_id, r.started_at, r.interaction_id, i.chain_id,
      i.done_at is null as is_open, case when r.state = 'failed' then null else r.file end as file
    from recordings r join interactions i on i.site = r.site and i.id = r.interaction_id
    where r.site = $1 and i.campaign_id = $2 and r.started_at < $3
      and (r.started_at, r.attempt_id) > ($4, $5)
    order by r.started_at, r.attempt_id limit $6
  )
  select r.attempt_id as id, r.started_at as at, r.interaction_id as "interactionId", r.file,
    r.is_open as "isOpen", ${isPromised('r')} as "isPromised", false as "hasRecording"
  from old r order by r.started_at, r.attempt_id`;

type RecordingRow = OldRow & { readonly interactionId: string; readonly file: string | null };

export async function oldRecordings(
  db: Queryable,
  site: SiteId,
  order: OldOrder,
): Promise<readonly OldRecording[]> {
  const found = await db.query<RecordingRow>(RECORDINGS, valuesOf(site, order));
  return found.rows.map(({ id, file, ...row }) => ({
    ...{ ...row, at: toInstant(row.at), attemptId: id },
    file: file ?? undefined,
  }));
}

/** What is known of a recording, when its file is gone. */
export async function removeRecording(
  db: Queryable,
  site: SiteId,
  { interactionId, attemptId }: Pick<OldRecording, 'interactionId' | 'attemptId'>,
): Promise<void> {
  await db.query(
    'delete from recordings where site = $1 and interaction_id = $2 and attempt_id = $3',
    [site, interactionId, attemptId],
  );
}

/** What is removed by its age alone. */
export const AGED = ['webhook-deliveries', 'imports', 'agent-states'] as const;
export type Aged = (typeof AGED)[number];

// Of each a few rows by an index, the oldest first: $2 is the number of days, $3 how many at most.
const REMOVE: Readonly<Record<Aged, readonly string[]>> = {
  'webhook-deliveries': [
    `delete from webhook_deliveries where (site, receiver_id, id) in (
       select site, receiver_id, id from webhook_deliveries
       where site = $1 and added_at < now() - make_interval(days => $2)
       order by added_at limit $3)`,
  ],
  imports: [
    // Each may have a million refused rows.
    `delete from imports where (site, id) in (
       select site, id from imports
       where site = $1 and ended_at < now() - make_interval(days => $2) and state <> 'running'
       order by ended_at limit least($3, 5))`,
    `delete from added_chains where (site, list_id, key) in (
       select site, list_id, key from added_chains
       where site = $1 and added_at < now() - make_interval(days => $2)
       order by added_at limit $3)`,
  ],
  'agent-states': [
    `delete from agent_states where id in (
       select id from (
         select id, at from agent_states where site = $1 order by id limit $3) oldest
       where at < now() - make_interval(days => $2))`,
  ],
};

/** Removes some of what is older than so many days; 0: there is nothing any more. */
export async function removeAged(
  db: Queryable,
  site: SiteId,
  what: Aged,
  { days, most }: { readonly days: number; readonly most: number },
): Promise<number> {
  let removed = 0;
  for (const text of REMOVE[what]) {
    removed += (await db.query(text, [site, days, most])).rowCount ?? 0;
  }
  return removed;
}

/** Answers before a dial that was then not made, of a campaign. */
export async function removeValidations(
  db: Queryable,
  site: SiteId,
  of: { readonly campaignId: string; readonly before: Instant; readonly most: number },
): Promise<number> {
  const gone = await db.query(
    `delete from validations where (site, attempt_id) in (
       select site, attempt_id from validations
       where site = $1 and campaign_id = $2 and asked_at < $3 order by asked_at limit $4)`,
    [site, of.campaignId, toTimestamp(of.before), of.most],
  );
  return gone.rowCount ?? 0;
}
