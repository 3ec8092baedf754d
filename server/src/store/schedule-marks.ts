import type { CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { ScheduleAction, SchedulePoint } from '@outpace/engine/campaigns/schedule.ts';
import type { Mark, MarkState, Skip } from '@outpace/engine/campaigns/schedule-marks.ts';
import type { Queryable } from './queryable.ts';
import type { EnabledSchedule } from './schedules.ts';
import { storable, storableJson } from './storable.ts';
import { type Timestamp, toInstant, toTimestamp } from './timestamps.ts';

/** Of the runs that began at `since` or later, as far as they have come; oldest first. */
export async function marksSince(
  db: Queryable,
  site: SiteId,
  scheduleId: string,
  since: Instant,
): Promise<readonly Mark[]> {
  const found = await db.query<Mark>(
    `select run, point_id as "pointId", group_id as "groupId", state from schedule_marks
     where site = $1 and schedule_id = $2 and due_at >= $3 order by due_at, place, changed_at`,
    [site, scheduleId, toTimestamp(since)],
  );
  return found.rows;
}

/** A point that is to be carried out, or is skipped. */
export type NewMark = {
  readonly run: string;
  readonly point: SchedulePoint;
  readonly place: number;
  readonly dueAt: Instant;
  readonly skip: Skip | undefined;
};

/**
 * Marks these points, and that everything up to `at` was looked at: in one transaction of the
 * caller's. False: the schedule was changed meanwhile, or somebody else has looked; then nothing is
 * written. A point that has a mark already keeps it.
 */
export async function markPoints(
  db: Queryable,
  site: SiteId,
  { id, version, lookedUntil }: EnabledSchedule,
  marks: readonly NewMark[],
  at: Instant,
): Promise<boolean> {
  const moved = await db.query(
    `update schedules set looked_until = $5
     where site = $1 and id = $2 and version = $3 and looked_until = $4 and enabled`,
    [site, id, version, toTimestamp(lookedUntil), toTimestamp(at)],
  );
  if (moved.rowCount === 0) return false;
  if (marks.length > 0) {
    await db.query(MARK, [
      site,
      id,
      toTimestamp(at),
      marks.map(({ run }) => run),
      marks.map(({ point }) => point.id),
      marks.map(({ dueAt }) => toTimestamp(dueAt)),
      marks.map(({ place }) => place),
      marks.map(({ point }) => point.groupId),
      marks.map(({ point }) => storableJson(point.action)),
      marks.map(({ skip }) => skip ?? null),
    ]);
  }
  return true;
}

const MARK = `
  insert into schedule_marks (site, schedule_id, run, point_id, due_at, place, group_id, group_name,
    action, state, skip, changed_at)
  select $1, $2, m.run, m.point_id, m.due_at, m.place, m.group_id, g.name, m.action,
    case when m.skip is null then 'waiting' else 'skipped' end, m.skip, $3
  from unnest($4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::text[], $9::jsonb[],
      $10::text[]) as m (run, point_id, due_at, place, group_id, action, skip)
  join campaign_groups g on g.site = $1 and g.id = m.group_id
  on conflict do nothing`;

/** A mark that waits for its orders, or for the next of them. */
export type WaitingMark = {
  readonly scheduleId: string;
  readonly scheduleName: string;
  readonly graceMs: Millis;
  readonly run: string;
  readonly pointId: string;
  readonly dueAt: Instant;
  readonly groupId: CampaignGroupId;
  readonly action: ScheduleAction;
  readonly step: number;
  /** Of the last try; null: there was none. */
  readonly code: RefusalCode | null;
  readonly detail: string | null;
};

/** Those of schedules that are enabled, in the order in which they are carried out. */
export async function waitingMarks(db: Queryable, site: SiteId): Promise<readonly WaitingMark[]> {
  type Row = Omit<WaitingMark, 'graceMs' | 'dueAt'> & {
    readonly graceMs: number;
    readonly dueAt: Timestamp;
  };
  const found = await db.query<Row>(
    `select m.schedule_id as "scheduleId", s.name as "scheduleName", s.grace_ms as "graceMs",
       m.run, m.point_id as "pointId", m.due_at as "dueAt", m.group_id as "groupId", m.action,
       m.step, m.code, m.detail
     from schedule_marks m join schedules s on s.site = m.site and s.id = m.schedule_id
     where m.site = $1 and m.state = 'waiting' and s.enabled
     order by m.due_at, m.schedule_id, m.place`,
    [site],
  );
  return found.rows.map(({ graceMs, dueAt, ...row }) => ({
    ...row,
    graceMs: millis(graceMs),
    dueAt: toInstant(dueAt),
  }));
}

type MarkKey = Pick<WaitingMark, 'scheduleId' | 'run' | 'pointId' | 'dueAt'>;

/** Becomes `to`. */
export type MarkChange = {
  readonly state: MarkState;
  readonly step: number;
  readonly code?: RefusalCode | undefined;
  readonly detail?: string | undefined;
  readonly skip?: Skip | undefined;
};

/** Whether it was `from` and is `to` now; of two who try one succeeds. */
export async function changeMark(
  db: Queryable,
  site: SiteId,
  { scheduleId, run, pointId, dueAt }: MarkKey,
  from: 'waiting' | 'ordered',
  to: MarkChange,
  at: Instant,
): Promise<boolean> {
  const { state, step, code, detail, skip } = to;
  const changed = await db.query(
    `update schedule_marks set state = $7, step = $8, code = $9, detail = $10, skip = $11,
       changed_at = $12
     where site = $1 and schedule_id = $2 and run = $3 and point_id = $4 and due_at = $5
       and state = $6`,
    [
      ...[site, scheduleId, run, pointId, toTimestamp(dueAt), from, state, step, code ?? null],
      detail === undefined ? null : storable(detail),
      ...[skip ?? null, toTimestamp(at)],
    ],
  );
  return changed.rowCount === 1;
}

/** What an earlier process has ordered without hearing what came of it. */
export async function interruptOrdered(db: Queryable, site: SiteId, at: Instant): Promise<void> {
  await db.query(
    `update schedule_marks set state = 'interrupted', changed_at = $2
     where site = $1 and state = 'ordered'`,
    [site, toTimestamp(at)],
  );
}

/** Removes what is older, whatever became of it; how many there were. */
export async function purgeMarks(db: Queryable, site: SiteId, before: Instant): Promise<number> {
  const gone = await db.query('delete from schedule_marks where site = $1 and due_at < $2', [
    site,
    toTimestamp(before),
  ]);
  return gone.rowCount ?? 0;
}
