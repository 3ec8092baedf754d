import { must } from '@outpace/engine/basics/assert.ts';
import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteCampaignGroup } from './campaign-groups.ts';
import { markPoints } from './schedule-marks.ts';
import {
  allSchedules,
  deleteSchedule,
  enabledSchedules,
  insertSchedule,
  newestResults,
  scheduleOf,
  scheduleWith,
  updateSchedule,
} from './schedules.ts';
import {
  addSchedule,
  openTestGroups,
  pointOf,
  RENEWALS,
  SURVEY,
  scheduleBody,
} from './test-schedules.ts';
import { granted, type TestSite } from './test-site.ts';
import { transact } from './transaction.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestGroups();
});
afterAll(() => at.drop());
beforeEach(async () => {
  await at.pool.query('delete from schedules');
});

const NOW = instant(Date.UTC(2026, 11, 1, 13, 0));
const points = [
  pointOf('z', 0, { kind: 'load-and-start', autoComplete: true, mode: 'predictive' }),
  pointOf('a', 'after-group', { kind: 'start' }, SURVEY),
  pointOf('m', '17:00', { kind: 'complete' }),
];

test('a schedule comes back as it was saved, its points in their order', async () => {
  const body = scheduleBody({ points });
  const added = await addSchedule(at, 's-1', NOW, { points });
  expect(added).toEqual({ ...body, id: 's-1', version: 1, last: null });
  expect(await allSchedules(at.pool, at.site)).toEqual([added]);
  expect(await scheduleWith(at.pool, at.site, 's-1')).toEqual(added);
  expect(await scheduleWith(at.pool, at.site, 'gone')).toBeUndefined();
});

test('a change counts from then on, and is refused to whoever has read an older one', async () => {
  await addSchedule(at, 's-1', NOW);
  const later = after(NOW, minutes(5));
  const body = scheduleBody({ name: 'Evening', graceMinutes: 0, points });
  const known = { id: 's-1', version: 1, at: later };
  const change = () =>
    transact(at.pool, { code: 'IN_USE' }, (db) => updateSchedule(db, at.site, known, body));
  expect(granted(await change())).toMatchObject({ name: 'Evening', version: 2, points });
  expect(await enabledSchedules(at.pool, at.site)).toEqual([
    { id: 's-1', version: 2, schedule: scheduleOf(body), changedAt: later, lookedUntil: later },
  ]);
  expect(await change()).toMatchObject({ problem: { code: 'CHANGED_MEANWHILE' } });
  const gone = { ...known, id: 'gone' };
  expect(await updateSchedule(at.pool, at.site, gone, body)).toMatchObject({
    problem: { code: 'NOT_FOUND' },
  });
});

test('one that is not enabled is not looked at', async () => {
  await addSchedule(at, 's-1', NOW, { enabled: false });
  expect(await enabledSchedules(at.pool, at.site)).toEqual([]);
});

test('a campaign group that there is not is refused, and one that is named stays', async () => {
  const nobody = [pointOf('p', 0, { kind: 'stop' }, campaignGroupId('gone'))];
  const body = { ...scheduleBody({ points: nobody }), id: 's-2' };
  const added = await transact(at.pool, { code: 'CAMPAIGN_GROUP_NOT_FOUND' }, async (db) =>
    ok(await insertSchedule(db, at.site, body, NOW)),
  );
  expect(added).toMatchObject({ problem: { code: 'CAMPAIGN_GROUP_NOT_FOUND' } });
  expect(await allSchedules(at.pool, at.site)).toEqual([]);
  await addSchedule(at, 's-1', NOW);
  const removed = await transact(at.pool, { code: 'IN_USE' }, (db) =>
    deleteCampaignGroup(db, at.site, RENEWALS),
  );
  expect(removed).toMatchObject({ problem: { code: 'IN_USE' } });
});

test('what was carried out is listed newest first, and goes with its schedule', async () => {
  await addSchedule(at, 's-1', NOW, { points });
  const enabled = must((await enabledSchedules(at.pool, at.site))[0], 'the schedule');
  const [first, second] = points;
  const marks = [
    { ...{ run: '2026-12-01', point: must(first, 'a point'), place: 0 }, skip: undefined },
    { ...{ run: '2026-12-01', point: must(second, 'a point'), place: 1 }, skip: 'missed' as const },
  ].map((mark) => ({ ...mark, dueAt: after(NOW, minutes(mark.place)) }));
  await at.write((db) => markPoints(db, at.site, enabled, marks, after(NOW, minutes(2))));
  expect(await newestResults(at.pool, at.site, 's-1')).toEqual([
    {
      run: '2026-12-01',
      pointId: 'a',
      dueAt: '2026-12-01T13:01:00.000Z',
      groupId: SURVEY,
      groupName: 'Survey',
      action: { kind: 'start' },
      state: 'skipped',
      at: '2026-12-01T13:02:00.000Z',
      code: null,
      detail: null,
      skip: 'missed',
    },
    expect.objectContaining({ pointId: 'z', groupName: 'Renewals', state: 'waiting', skip: null }),
  ]);
  const [row] = await allSchedules(at.pool, at.site);
  expect(row?.last).toEqual({ state: 'skipped', at: '2026-12-01T13:02:00.000Z' });
  expect(await newestResults(at.pool, at.site, 'gone')).toBeUndefined();
  granted(await deleteSchedule(at.pool, at.site, 's-1'));
  expect(await deleteSchedule(at.pool, at.site, 's-1')).toMatchObject({ ok: false });
  expect((await at.pool.query('select from schedule_marks')).rowCount).toBe(0);
});
