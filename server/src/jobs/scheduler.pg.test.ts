import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { ScheduleOrder } from '@outpace/engine/campaigns/schedule-orders.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { ScheduleBody, SchedulePointBody } from '@outpace/protocol/schedules.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newestResults, updateSchedule } from '../store/schedules.ts';
import {
  addSchedule,
  openTestGroups,
  pointOf,
  RENEWALS,
  SURVEY,
  scheduleBody,
} from '../store/test-schedules.ts';
import { granted, type TestSite } from '../store/test-site.ts';
import { Scheduler, type SchedulerParts } from './scheduler.ts';

let at: TestSite;
let now: Instant;
/** Groups that are loaded and have records still. */
const busy = new Set<string>();
let given: { readonly by: string; readonly order: ScheduleOrder }[];
/** What each order is answered, in turn; then all are done. */
let refusals: (RefusalCode | 'done')[];

beforeAll(async () => {
  at = await openTestGroups();
});
afterAll(() => at.drop());
beforeEach(async () => {
  await at.pool.query('delete from schedules');
  now = moment('2026-12-01T13:00');
  busy.clear();
  given = [];
  refusals = [];
});

const moment = (text: string): Instant => instant(Date.parse(`${text}Z`));
/** Nine in New York. */
const NINE = '2026-12-01T14:00';

const answer = async (by: string, order: ScheduleOrder): Promise<CommandOutcome> => {
  given.push({ by, order });
  const code = refusals.shift() ?? 'done';
  return code === 'done' ? ok({ done: 'done' }) : fail(refusal(code));
};

const newScheduler = (parts: Partial<SchedulerParts> = {}): Scheduler =>
  new Scheduler({
    pool: at.pool,
    siteId: at.site,
    now: () => now,
    order: answer,
    isThrough: (groupId) => !busy.has(groupId),
    onFault: (fault) => {
      throw fault;
    },
    ...parts,
  });

async function lookAt(scheduler: Scheduler, ...times: readonly string[]): Promise<void> {
  for (const time of times) {
    now = moment(time);
    await scheduler.look();
  }
}

const add = (points: readonly SchedulePointBody[], more: Partial<ScheduleBody> = {}) =>
  addSchedule(at, 's-1', now, { points: [...points], ...more });
const orders = () => given.map(({ order }) => `${order.type} ${order.groupId}`);
const results = async () =>
  (await newestResults(at.pool, at.site, 's-1'))?.map(({ run, pointId, state, code, skip }) =>
    [run, pointId, state, code ?? skip].filter((part) => part !== null).join(' '),
  );

const load = { kind: 'load', autoComplete: false } as const;
const start = { kind: 'load-and-start', autoComplete: true, mode: 'progressive' } as const;
const stop = { kind: 'stop' } as const;

test('a point is carried out at its time, once a day, as the schedule', async () => {
  await add([pointOf('p1', 0, start)]);
  const scheduler = newScheduler();
  await lookAt(scheduler, '2026-12-01T13:59', NINE, NINE, '2026-12-01T14:01', '2026-12-02T13:00');
  expect(given).toEqual([
    {
      by: 'schedule Morning',
      order: { type: 'load', groupId: RENEWALS, autoComplete: true },
    },
    { by: 'schedule Morning', order: { type: 'start', groupId: RENEWALS, mode: 'progressive' } },
  ]);
  await lookAt(scheduler, '2026-12-02T14:00');
  expect(orders().length).toBe(4);
  expect(await results()).toEqual(['2026-12-02 p1 done', '2026-12-01 p1 done']);
});

test('that it is ordered is written before the order goes out', async () => {
  await add([pointOf('p1', 0, load)]);
  const seen: unknown[] = [];
  const order: SchedulerParts['order'] = async (by, each) => {
    seen.push(await results());
    return answer(by, each);
  };
  await lookAt(newScheduler({ order }), NINE);
  expect(seen).toEqual([['2026-12-01 p1 ordered']]);
});

test('a refusal is kept with its code, and ends the action', async () => {
  refusals = ['WRONG_CONFIGURATION', 'GROUP_NOT_LOADED'];
  await add([pointOf('p1', 0, start), pointOf('p2', 0, stop)]);
  await lookAt(newScheduler(), NINE, '2026-12-01T14:01');
  expect(orders()).toEqual(['load renewals', 'stop renewals']);
  expect(await results()).toEqual([
    '2026-12-01 p2 refused GROUP_NOT_LOADED',
    '2026-12-01 p1 refused WRONG_CONFIGURATION',
  ]);
});

test('one that is loaded already is started', async () => {
  refusals = ['GROUP_ALREADY_LOADED'];
  await add([pointOf('p1', 0, start)]);
  await lookAt(newScheduler(), NINE);
  expect(orders()).toEqual(['load renewals', 'start renewals']);
  expect(await results()).toEqual(['2026-12-01 p1 done']);
});

test('a group that loads still is started in a moment, and nothing of it goes before', async () => {
  refusals = ['done', 'SESSION_LOADING', 'done', 'SESSION_LOADING'];
  await add([pointOf('p1', 0, start), pointOf('p2', 0, stop), pointOf('p3', 0, load, SURVEY)]);
  const scheduler = newScheduler();
  await lookAt(scheduler, NINE);
  expect(orders()).toEqual(['load renewals', 'start renewals', 'load survey']);
  await lookAt(scheduler, '2026-12-01T14:00:01', '2026-12-01T14:00:02');
  expect(orders().slice(3)).toEqual(['start renewals', 'start renewals', 'stop renewals']);
  expect(await results()).toEqual([
    '2026-12-01 p3 done',
    '2026-12-01 p2 done',
    '2026-12-01 p1 done',
  ]);
});

test('what cannot be reached for longer than the grace has refused', async () => {
  refusals = Array.from({ length: 3 }, () => 'SWITCH_UNAVAILABLE' as const);
  await add([pointOf('p1', 0, load), pointOf('p2', 0, stop)]);
  const scheduler = newScheduler();
  await lookAt(scheduler, NINE, '2026-12-01T14:05', '2026-12-01T14:10', '2026-12-01T14:11');
  expect(orders()).toEqual(['load renewals', 'load renewals', 'load renewals']);
  expect(await results()).toEqual([
    '2026-12-01 p2 skipped missed',
    '2026-12-01 p1 refused SWITCH_UNAVAILABLE',
  ]);
});

test('after a while away what is fresh is carried out, the rest is skipped and said', async () => {
  await add([
    pointOf('p1', 0, start),
    pointOf('p2', 115, { kind: 'set-mode', mode: 'predictive', multiplier: 1 }),
  ]);
  await lookAt(newScheduler(), '2026-12-01T13:30');
  // Two days and two hours later, another process.
  await lookAt(newScheduler(), '2026-12-03T16:00');
  expect(orders()).toEqual(['set-mode renewals']);
  expect(await results()).toEqual([
    '2026-12-03 p2 done',
    '2026-12-03 p1 skipped missed',
    '2026-12-02 p2 skipped missed',
    '2026-12-02 p1 skipped missed',
    '2026-12-01 p2 skipped missed',
    '2026-12-01 p1 skipped missed',
  ]);
});

test('a crash in the middle of an order orders nothing twice', async () => {
  await add([pointOf('p1', 0, start)]);
  const order = async (): Promise<CommandOutcome> => {
    throw new Error('the process ends');
  };
  now = moment(NINE);
  await expect(newScheduler({ order }).look()).rejects.toThrow('the process ends');
  await lookAt(newScheduler(), '2026-12-01T14:00:05', '2026-12-01T14:05');
  expect(orders()).toEqual([]);
  expect(await results()).toEqual(['2026-12-01 p1 interrupted']);
});

test('nor does an end of the dialer, which cannot say what came of the order', async () => {
  refusals = ['RESTARTING'];
  await add([pointOf('p1', 0, load)]);
  await lookAt(newScheduler(), NINE, '2026-12-01T14:00:05');
  expect(orders()).toEqual(['load renewals']);
  expect(await results()).toEqual(['2026-12-01 p1 interrupted RESTARTING']);
});

test('a crash between two orders goes on with the second', async () => {
  await add([pointOf('p1', 0, start)]);
  refusals = ['done', 'SESSION_LOADING'];
  await lookAt(newScheduler(), NINE);
  await lookAt(newScheduler(), '2026-12-01T14:00:05');
  expect(orders()).toEqual(['load renewals', 'start renewals', 'start renewals']);
  expect(await results()).toEqual(['2026-12-01 p1 done']);
});

test('clocks that go back or leap repeat nothing, and hold up nothing that comes', async () => {
  await add([pointOf('p1', 0, load)]);
  const scheduler = newScheduler();
  await lookAt(scheduler, NINE, '2026-12-01T13:30', NINE, '2100-01-01T00:00', '2026-12-02T13:00');
  expect(orders()).toEqual(['load renewals']);
  await lookAt(scheduler, '2026-12-02T14:00');
  expect(orders()).toEqual(['load renewals', 'load renewals']);
});

test('two at once carry out each point once', async () => {
  await add([pointOf('p1', 0, load), pointOf('p2', 0, load, SURVEY)]);
  now = moment(NINE);
  const [one, other] = [newScheduler(), newScheduler()];
  await Promise.all([one.look(), other.look()]);
  await Promise.all([one.look(), other.look()]);
  expect(orders().toSorted()).toEqual(['load renewals', 'load survey']);
});

test('one group follows another when that is through, and each result is seen', async () => {
  await add([pointOf('p1', 0, start), pointOf('p2', 'after-group', start, SURVEY)]);
  busy.add(RENEWALS);
  const scheduler = newScheduler();
  await lookAt(scheduler, NINE, '2026-12-01T15:00');
  expect(orders()).toEqual(['load renewals', 'start renewals']);
  busy.delete(RENEWALS);
  await lookAt(scheduler, '2026-12-01T16:20', '2026-12-01T16:21');
  expect(orders().slice(2)).toEqual(['load survey', 'start survey']);
  expect(await results()).toEqual(['2026-12-01 p2 done', '2026-12-01 p1 done']);
});

test('what follows a group that is never through is skipped when the next run begins', async () => {
  await add([pointOf('p1', 0, start), pointOf('p2', 'after-group', start, SURVEY)]);
  busy.add(RENEWALS);
  await lookAt(newScheduler(), NINE, '2026-12-02T13:59', '2026-12-02T14:00');
  expect(await results()).toEqual([
    '2026-12-02 p1 done',
    '2026-12-01 p2 skipped run-over',
    '2026-12-01 p1 done',
  ]);
});

test('while it is off nothing comes, and nothing of it is caught up with', async () => {
  await add([pointOf('p1', 0, load)], { enabled: false });
  const scheduler = newScheduler();
  await lookAt(scheduler, NINE, '2026-12-01T14:02');
  const by = { id: 's-1', version: 1, at: now };
  const on = scheduleBody({ points: [pointOf('p1', 0, load)] });
  granted(await updateSchedule(at.pool, at.site, by, on));
  await lookAt(scheduler, '2026-12-01T14:03', '2026-12-02T14:00');
  expect(await results()).toEqual(['2026-12-02 p1 done']);
});

test('a result that the store does not take is saved when it does', async () => {
  await add([pointOf('p1', 0, load)]);
  const rename = (from: string, to: string) => at.pool.query(`alter table ${from} rename to ${to}`);
  const order: SchedulerParts['order'] = async (by, each) => {
    const outcome = await answer(by, each);
    await rename('schedule_marks', 'gone');
    return outcome;
  };
  const scheduler = newScheduler({ order });
  now = moment(NINE);
  await expect(scheduler.look()).rejects.toThrow(/schedule_marks/);
  await rename('gone', 'schedule_marks');
  expect(await results()).toEqual(['2026-12-01 p1 ordered']);
  await lookAt(scheduler, '2026-12-01T14:00:05');
  expect(orders()).toEqual(['load renewals']);
  expect(await results()).toEqual(['2026-12-01 p1 done']);
});

test('a schedule that makes no sense does not hold up the others', async () => {
  await add([pointOf('p1', 0, load)]);
  await addSchedule(at, 's-0', now, { name: 'Broken' });
  // Without its time of day.
  await at.pool.query(`update schedules set begins = begins - 'time' where id = 's-0'`);
  const faults: unknown[] = [];
  await lookAt(newScheduler({ onFault: (fault) => faults.push(fault) }), NINE);
  expect(faults).toHaveLength(1);
  expect(await results()).toEqual(['2026-12-01 p1 done']);
});

test('it looks by itself until it is closed', async () => {
  await add([pointOf('p1', 0, load)]);
  now = moment(NINE);
  const scheduler = newScheduler();
  scheduler.start();
  await expect.poll(results).toEqual(['2026-12-01 p1 done']);
  await scheduler.close();
});
