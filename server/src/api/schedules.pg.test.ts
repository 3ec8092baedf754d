import { instant } from '@outpace/engine/basics/time.ts';
import type {
  ScheduleBeginBody,
  ScheduleBody,
  ScheduleResultRow,
  ScheduleRow,
} from '@outpace/protocol/schedules.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { forgetAudit } from '../store/test-audit.ts';
import { pointOf, scheduleBody } from '../store/test-schedules.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

const url = '/api/schedules';
let app: TestApp;
let campaign: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  campaign = await addCampaign(app);
  // Eight in New York.
  app.dialer.at = instant(Date.UTC(2026, 11, 1, 13, 0));
});
afterAll(() => app.close());
afterEach(async () => {
  await app.pool.query('delete from schedules');
  await forgetAudit(app.pool, `what like 'schedule-%'`);
});

const body = (more: Partial<ScheduleBody> = {}): ScheduleBody =>
  scheduleBody({
    points: [pointOf('p1', 0, { kind: 'load', autoComplete: true }, campaign.groupId)],
    ...more,
  });
const add = (more: Partial<ScheduleBody> = {}) =>
  app.ask<ScheduleRow>('administrator', url, { body: body(more) });

test('a schedule is added, changed and removed, and says when it comes next', async () => {
  const added = await add();
  const { id } = added.body;
  const row = { ...body(), id, version: 1, nextAt: '2026-12-01T14:00:00.000Z', last: null };
  expect(added).toMatchObject({ status: 200, body: row });
  expect((await app.ask('supervisor', url)).body).toEqual([row]);
  const one = `${url}/${id}`;
  expect((await app.ask('supervisor', one)).body).toEqual(row);
  const off = { method: 'PUT', body: body({ enabled: false }) } as const;
  const changed = await app.ask('administrator', `${one}?version=1`, off);
  expect(changed).toMatchObject({ status: 200, body: { version: 2, nextAt: null } });
  expect((await app.ask('administrator', `${one}?version=1`, off)).code).toBe('CHANGED_MEANWHILE');
  expect((await app.ask('administrator', one, { method: 'DELETE' })).status).toBe(204);
  expect((await app.ask('administrator', one, { method: 'DELETE' })).status).toBe(404);
  expect((await app.ask('supervisor', one)).status).toBe(404);
  expect((await app.ask('administrator', `${one}?version=2`, off)).status).toBe(404);
  const trail = await app.pool.query(
    `select by, what, subject, detail->>'name' as name from audit
     where what like 'schedule-%' order by id`,
  );
  expect(trail.rows).toEqual([
    { by: 'administrator', what: 'schedule-added', subject: id, name: 'Morning' },
    { by: 'administrator', what: 'schedule-changed', subject: id, name: 'Morning' },
    { by: 'administrator', what: 'schedule-removed', subject: id, name: null },
  ]);
});

const weekly = (more: object) =>
  ({ ...scheduleBody().begins, ...more }) as Extract<ScheduleBeginBody, { kind: 'weekly' }>;

// biome-ignore format: a table is read in columns.
test.each<[what: string, more: () => Partial<ScheduleBody>, status: number, code: string, detail?: string]>([
  ['a zone of nowhere',          () => ({ zone: 'Europe/Atlantis' }),                    400, 'SCHEDULE_ZONE_UNKNOWN',       'Europe/Atlantis'],
  ['a day that there is not',    () => ({ begins: weekly({ firstDay: '2026-02-30' }) }), 400, 'SCHEDULE_DAY_INVALID',        '2026-02-30'],
  ['days the wrong way round',   () => ({ begins: weekly({ lastDay: '2025-12-31' }) }),  400, 'SCHEDULE_DAYS_REVERSED'],
  ['no day of the week',         () => ({ begins: weekly({ weekdays: [] }) }),           400, 'BAD_REQUEST'],
  ['a time that is none',        () => ({ begins: weekly({ time: '24:00' }) }),          400, 'BAD_REQUEST'],
  ['no point',                   () => ({ points: [] }),                                 400, 'BAD_REQUEST'],
  ['a grace of a day',           () => ({ graceMinutes: 1_440 }),                        400, 'BAD_REQUEST'],
  ['a point before the start',   () => ({ points: [pointOf('a', 0, { kind: 'stop' }), pointOf('b', '08:30', { kind: 'stop' })] }), 400, 'SCHEDULE_POINT_TOO_EARLY', 'point 2'],
  ['a first that follows',       () => ({ points: [pointOf('a', 'after-group', { kind: 'stop' })] }), 400, 'SCHEDULE_POINT_FOLLOWS_NONE', 'point 1'],
  ['two with one id',            () => ({ points: [pointOf('a', 0, { kind: 'stop' }), pointOf('a', 1, { kind: 'stop' })] }), 400, 'SCHEDULE_POINT_TWICE', 'point 2'],
  ['a mode that nobody runs',    () => ({ points: [pointOf('a', 0, { kind: 'start', mode: 'no-dial-mode' })] }), 409, 'INVALID_MODE', 'point 1'],
  ['a group that there is not',  () => ({ points: [pointOf('a', 0, { kind: 'stop' })] }), 404, 'CAMPAIGN_GROUP_NOT_FOUND'],
])('%s is refused, new or changed', async (_what, more, status, code, detail) => {
  const refused = await add(more());
  expect(refused).toMatchObject({ status, code });
  if (detail !== undefined) expect(refused.body).toMatchObject({ detail });
  const { id } = (await add()).body;
  const change = { method: 'PUT', body: body(more()) } as const;
  const changed = await app.ask('administrator', `${url}/${id}?version=1`, change);
  expect(changed).toMatchObject({ status, code });
});

test('a name is there once', async () => {
  await add();
  expect(await add()).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
});

test('a campaign group that a schedule names is not removed', async () => {
  await add();
  const path = `/api/campaign-groups/${campaign.groupId}`;
  const removed = await app.ask('administrator', path, { method: 'DELETE' });
  expect(removed).toMatchObject({ status: 409, code: 'IN_USE' });
});

test('what was carried out is listed with what came of it', async () => {
  const { id } = (await add()).body;
  await app.pool.query(
    `insert into schedule_marks (site, schedule_id, run, point_id, due_at, place, group_id,
       group_name, action, state, code, changed_at)
     values ($1, $2, '2026-12-01', 'p1', '2026-12-01T14:00Z', 0, $3, 'Renewals',
       '{"kind":"stop"}', 'refused', 'GROUP_NOT_LOADED', '2026-12-01T14:00:01Z')`,
    [app.site, id, campaign.groupId],
  );
  const found = await app.ask<ScheduleResultRow[]>('supervisor', `${url}/${id}/results`);
  expect(found.body).toMatchObject([{ state: 'refused', code: 'GROUP_NOT_LOADED', skip: null }]);
  const last = { state: 'refused', at: '2026-12-01T14:00:01.000Z' };
  expect((await app.ask('supervisor', `${url}/${id}`)).body).toMatchObject({ last });
  expect((await app.ask('supervisor', `${url}/gone/results`)).status).toBe(404);
});

test('supervisors read schedules, administrators change them, agents neither', async () => {
  const { id } = (await add()).body;
  for (const path of [url, `${url}/${id}`, `${url}/${id}/results`]) {
    expect((await app.ask('agent', path)).status).toBe(403);
    expect((await app.ask(undefined, path)).status).toBe(401);
    expect((await app.ask('supervisor', path)).status).toBe(200);
  }
  for (const role of ['agent', 'supervisor'] as const) {
    const changes = [
      await app.ask(role, url, { body: body({ name: 'Other' }) }),
      await app.ask(role, `${url}/${id}?version=1`, { method: 'PUT', body: body() }),
      await app.ask(role, `${url}/${id}`, { method: 'DELETE' }),
    ];
    expect(changes.map(({ status }) => status)).toEqual([403, 403, 403]);
  }
  expect((await app.ask<ScheduleRow[]>('supervisor', url)).body).toMatchObject([{ version: 1 }]);
});
