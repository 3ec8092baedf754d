import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { millis, minutes } from '@outpace/engine/basics/time.ts';
import type { Schedule } from '@outpace/engine/campaigns/schedule.ts';
import type { ScheduleBody, ScheduleResultRow, ScheduleRow } from '@outpace/protocol/schedules.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';
import { storableJson } from './storable.ts';
import { type Timestamp, toInstant, toTimestamp } from './timestamps.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

/** As it is saved; when it comes next, the rules say. */
export type SavedSchedule = Omit<ScheduleRow, 'nextAt'>;

/** What the rules need of a schedule. */
export const scheduleOf = ({
  zone,
  begins,
  points,
  graceMinutes,
}: Pick<ScheduleBody, 'zone' | 'begins' | 'points' | 'graceMinutes'>): Schedule => ({
  zone,
  begins,
  points,
  graceMs: minutes(graceMinutes),
});

const POINTS = `
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'at', p.at, 'groupId', p.group_id,
     'action', p.action) order by p.place), '[]')
   from schedule_points p where p.site = s.site and p.schedule_id = s.id)`;

const LAST = `
  (select jsonb_build_object('state', m.state, 'at', ${isoText('m.changed_at')})
   from schedule_marks m where m.site = s.site and m.schedule_id = s.id
   order by m.due_at desc, m.run desc, m.place desc limit 1)`;

const SCHEDULES = `
  select s.id, s.version, s.name, s.zone, s.enabled, s.begins, s.grace_ms / 60000 as "graceMinutes",
    ${POINTS} as points, ${LAST} as last
  from schedules s where s.site = $1`;

/** By name. */
export async function allSchedules(db: Queryable, site: SiteId): Promise<SavedSchedule[]> {
  return (await db.query<SavedSchedule>(`${SCHEDULES} order by s.name`, [site])).rows;
}

export async function scheduleWith(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<SavedSchedule | undefined> {
  return (await db.query<SavedSchedule>(`${SCHEDULES} and s.id = $2`, [site, id])).rows[0];
}

/** In force from `at` on: what lies before is not caught up with. */
export async function insertSchedule(
  db: Queryable,
  site: SiteId,
  { id, ...body }: ScheduleBody & { readonly id: string },
  at: Instant,
): Promise<SavedSchedule> {
  const { name, zone, enabled, begins, graceMinutes } = body;
  const graceMs = minutes(graceMinutes);
  await db.query(
    `insert into schedules (site, id, name, zone, enabled, begins, grace_ms, changed_at,
       looked_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [site, id, name, zone, enabled, storableJson(begins), graceMs, toTimestamp(at)],
  );
  await insertPoints(db, site, id, body.points);
  return must(await scheduleWith(db, site, id), `schedule ${id}`);
}

/** The same for a change: points of before that have not been marked yet are not any more. */
export async function updateSchedule(
  db: Queryable,
  site: SiteId,
  { id, version, at }: { readonly id: string; readonly version: number; readonly at: Instant },
  body: ScheduleBody,
): Promise<Outcome<SavedSchedule>> {
  const { name, zone, enabled, begins, graceMinutes } = body;
  const graceMs = minutes(graceMinutes);
  const changed = await db.query(
    `update schedules set name = $4, zone = $5, enabled = $6, begins = $7, grace_ms = $8,
       changed_at = $9, looked_until = $9, version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, name, zone, enabled, storableJson(begins), graceMs, toTimestamp(at)],
  );
  if (changed.rowCount === 0) return fail(await missingOrChanged(db, 'schedules', site, id));
  await db.query('delete from schedule_points where site = $1 and schedule_id = $2', [site, id]);
  await insertPoints(db, site, id, body.points);
  return ok(must(await scheduleWith(db, site, id), `schedule ${id}`));
}

async function insertPoints(
  db: Queryable,
  site: SiteId,
  id: string,
  points: ScheduleBody['points'],
): Promise<void> {
  await db.query(
    `insert into schedule_points (site, schedule_id, id, place, group_id, at, action)
     select $1, $2, p.id, p.place - 1, p.group_id, p.at, p.action
     from unnest($3::text[], $4::text[], $5::jsonb[], $6::jsonb[])
       with ordinality as p (id, group_id, at, action, place)`,
    [
      site,
      id,
      points.map((point) => point.id),
      points.map(({ groupId }) => groupId),
      points.map(({ at }) => storableJson(at)),
      points.map(({ action }) => storableJson(action)),
    ],
  );
}

/** With what it has done. What it has loaded goes on. */
export async function deleteSchedule(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const gone = await db.query('delete from schedules where site = $1 and id = $2', [site, id]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}

const RESULTS_MAX = 200;

/** The newest, at most two hundred; undefined: no such schedule. */
export async function newestResults(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<ScheduleResultRow[] | undefined> {
  const known = await db.query('select from schedules where site = $1 and id = $2', [site, id]);
  if (known.rowCount === 0) return undefined;
  const found = await db.query<ScheduleResultRow>(
    `select m.run, m.point_id as "pointId", ${isoText('m.due_at')} as "dueAt",
       m.group_id as "groupId", m.group_name as "groupName", m.action, m.state,
       ${isoText('m.changed_at')} as at, m.code, m.detail, m.skip
     from schedule_marks m where m.site = $1 and m.schedule_id = $2
     order by m.due_at desc, m.run desc, m.place desc limit ${RESULTS_MAX}`,
    [site, id],
  );
  return found.rows;
}

/** A schedule that is in force, and from when on its points are to be looked for. */
export type EnabledSchedule = {
  readonly id: string;
  readonly version: number;
  readonly schedule: Schedule;
  readonly changedAt: Instant;
  readonly lookedUntil: Instant;
};

export async function enabledSchedules(
  db: Queryable,
  site: SiteId,
): Promise<readonly EnabledSchedule[]> {
  const found = await db.query<
    Pick<ScheduleRow, 'id' | 'version' | 'zone' | 'begins' | 'points'> & {
      readonly graceMs: number;
      readonly changedAt: Timestamp;
      readonly lookedUntil: Timestamp;
    }
  >(
    `select s.id, s.version, s.zone, s.begins, s.grace_ms as "graceMs", ${POINTS} as points,
       s.changed_at as "changedAt", s.looked_until as "lookedUntil"
     from schedules s where s.site = $1 and s.enabled order by s.id`,
    [site],
  );
  return found.rows.map(
    ({ id, version, zone, begins, points, graceMs, changedAt, lookedUntil }) => ({
      id,
      version,
      schedule: { zone, begins, points, graceMs: millis(graceMs) },
      changedAt: toInstant(changedAt),
      lookedUntil: toInstant(lookedUntil),
    }),
  );
}
