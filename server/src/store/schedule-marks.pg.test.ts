import { must } from '@outpace/engine/basics/assert.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  changeMark,
  interruptOrdered,
  markPoints,
  marksSince,
  type NewMark,
  purgeMarks,
  waitingMarks,
} from './schedule-marks.ts';
import { type EnabledSchedule, enabledSchedules, updateSchedule } from './schedules.ts';
import { addSchedule, openTestGroups, pointOf, RENEWALS, scheduleBody } from './test-schedules.ts';
import { granted, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestGroups();
});
afterAll(() => at.drop());
beforeEach(async () => {
  await at.pool.query('delete from schedules');
  await addSchedule(at, 's-1', NOW);
});

const NOW = instant(Date.UTC(2026, 11, 1, 14, 0));
const point = pointOf('p1', 0, { kind: 'load', autoComplete: false });
const due: NewMark = { run: '2026-12-01', point, place: 0, dueAt: NOW, skip: undefined };

const enabled = async (): Promise<EnabledSchedule> =>
  must((await enabledSchedules(at.pool, at.site))[0], 'the schedule');
const mark = (
  known: EnabledSchedule,
  marks: readonly NewMark[],
  lookedAt = after(NOW, minutes(1)),
) => at.write((db) => markPoints(db, at.site, known, marks, lookedAt));
const states = async () =>
  (await marksSince(at.pool, at.site, 's-1', instant(0))).map(({ pointId, state }) => [
    pointId,
    state,
  ]);
const waiting = async () => must((await waitingMarks(at.pool, at.site))[0], 'one that waits');

test('a point is marked once, also where clocks went back and it comes again', async () => {
  const known = await enabled();
  expect(await mark(known, [due])).toBe(true);
  // Another process that has read the same.
  expect(await mark(known, [{ ...due, run: '2026-12-02' }])).toBe(false);
  await changeMark(at.pool, at.site, await waiting(), 'waiting', { state: 'done', step: 0 }, NOW);
  expect(await mark(await enabled(), [due], NOW)).toBe(true);
  expect(await states()).toEqual([['p1', 'done']]);
  expect((await enabled()).lookedUntil).toBe(NOW);
});

test('nothing is marked of a schedule that was changed meanwhile', async () => {
  const known = await enabled();
  const by = { id: 's-1', version: 1, at: NOW };
  granted(await updateSchedule(at.pool, at.site, by, scheduleBody({ name: 'Other' })));
  expect(await mark(known, [due])).toBe(false);
  expect(await states()).toEqual([]);
});

test('what waits says all that is needed to carry it out, in its order', async () => {
  const other = { ...due, point: pointOf('p0', 0, { kind: 'stop' }), place: 1 };
  const before = { ...due, run: '2026-11-30', dueAt: instant(NOW - minutes(9)) };
  const skipped = { ...due, point: pointOf('p2', 0, { kind: 'stop' }), skip: 'missed' as const };
  await mark(await enabled(), [other, due, skipped, before]);
  const found = await waitingMarks(at.pool, at.site);
  expect(found.map(({ run, pointId }) => [run, pointId])).toEqual([
    ['2026-11-30', 'p1'],
    ['2026-12-01', 'p1'],
    ['2026-12-01', 'p0'],
  ]);
  expect(found[1]).toEqual({
    ...{ scheduleId: 's-1', scheduleName: 'Morning', graceMs: minutes(10), run: '2026-12-01' },
    ...{ pointId: 'p1', dueAt: NOW, groupId: RENEWALS, action: point.action, step: 0 },
    ...{ code: null, detail: null },
  });
});

test('of two who order one thing only one may', async () => {
  await mark(await enabled(), [due]);
  const known = await waiting();
  const order = () =>
    changeMark(at.pool, at.site, known, 'waiting', { state: 'ordered', step: 0 }, NOW);
  expect((await Promise.all([order(), order()])).toSorted()).toEqual([false, true]);
  const refused = { state: 'refused', step: 0, code: 'GROUP_RUNNING', detail: 'a\u0000b' } as const;
  expect(await changeMark(at.pool, at.site, known, 'ordered', refused, NOW)).toBe(true);
  const { rows } = await at.pool.query('select state, code, detail from schedule_marks');
  expect(rows).toEqual([{ state: 'refused', code: 'GROUP_RUNNING', detail: 'ab' }]);
});

test('what was ordered and not heard of is interrupted, and nothing else', async () => {
  const other = { ...due, point: pointOf('p2', 0, { kind: 'stop' }), place: 1 };
  await mark(await enabled(), [due, other]);
  const ordered = { state: 'ordered', step: 0 } as const;
  await changeMark(at.pool, at.site, await waiting(), 'waiting', ordered, NOW);
  await interruptOrdered(at.pool, at.site, NOW);
  expect(await states()).toEqual([
    ['p1', 'interrupted'],
    ['p2', 'waiting'],
  ]);
});

test('what is old is removed, and what is not asked for not read', async () => {
  const older = { ...due, run: '2026-11-30', dueAt: instant(NOW - minutes(1_440)) };
  await mark(await enabled(), [older, due]);
  const since = await marksSince(at.pool, at.site, 's-1', NOW);
  expect(since.map(({ run }) => run)).toEqual(['2026-12-01']);
  expect(await purgeMarks(at.pool, at.site, NOW)).toBe(1);
  expect(await states()).toEqual([['p1', 'waiting']]);
});
