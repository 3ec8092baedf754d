import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { hours, type Instant, instant, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { PacingView } from '@outpace/engine/pacing/counts.ts';
import { expect, test } from 'vitest';
import { DecisionLog, thinnedRows } from './decision-log.ts';

const GROUP = campaignGroupId('group');
const START = Date.UTC(2026, 0, 5, 9);
const after = (ms: number): Instant => instant(START + ms);

const view = (part: Partial<PacingView> = {}): PacingView => ({
  ...{ ready: 1, waiting: 0, inAir: 2, wanted: 0, opened: 0, bound: 'risk' },
  ...part,
});

const all = (log: DecisionLog) => log.between(GROUP, 0, Number.MAX_SAFE_INTEGER);

function noted(...decisions: readonly (readonly [ms: number, part: Partial<PacingView>])[]) {
  const log = new DecisionLog();
  for (const [ms, part] of decisions) log.note(GROUP, 'predictive', after(ms), view(part));
  return all(log).map(({ at, opened, ready }) => [at - START, opened, ready]);
}

test.each<[why: string, rows: number[][], ...decisions: [number, Partial<PacingView>][]]>([
  ['the first is kept', [[0, 3, 1]], [0, { opened: 3 }]],
  [
    'of one second the last, with the calls of all',
    [
      [0, 1, 1],
      [900, 5, 7],
    ],
    [0, { opened: 1 }],
    [500, { opened: 2 }],
    [900, { opened: 3, ready: 7 }],
  ],
  [
    'a second later there is a row of its own',
    [
      [0, 0, 1],
      [1_000, 0, 4],
      [1_400, 2, 4],
    ],
    [0, {}],
    [1_000, { ready: 4 }],
    [1_400, { ready: 4, opened: 2 }],
  ],
  [
    'nothing new is no row for ten seconds',
    [
      [0, 0, 1],
      [10_000, 0, 1],
      [11_000, 0, 1],
    ],
    [0, {}],
    [5_000, {}],
    [9_000, {}],
    [10_000, {}],
    [11_000, {}],
  ],
  [
    'a clock that was set back does not stop it',
    [
      [9_000, 0, 1],
      [0, 0, 2],
    ],
    [9_000, {}],
    [0, { ready: 2 }],
  ],
])('%s', (_why, rows, ...decisions) => {
  expect(noted(...decisions)).toEqual(rows);
});

test('the same decision, seen again, opens nothing again', () => {
  const log = new DecisionLog();
  const seen = view({ opened: 2 });
  for (const ms of [0, 2_000, 4_000]) log.note(GROUP, 'predictive', after(ms), seen);
  expect(all(log)).toMatchObject([{ at: START, opened: 2 }]);
});

test('a busy day and a half is a bounded book without a call missing of the last day', () => {
  const log = new DecisionLog();
  const end = hours(36);
  for (let ms = 0; ms <= end; ms += seconds(1)) {
    log.note(GROUP, 'predictive', after(ms), view({ opened: 1, ready: ms % 7 }));
  }
  const rows = all(log);
  expect(rows.length).toBeLessThan(12_000);
  expect(rows[0]?.at).toBeGreaterThanOrEqual(after(end - hours(24)) - seconds(10));
  const day = rows.filter(({ at }) => at > after(end - hours(23)));
  const opened = day.reduce((sum, row) => sum + row.opened, 0);
  expect(opened).toBeGreaterThan(hours(23) / 1_000 - 20);
  expect(log.between(GROUP, after(end - minutes(1)), after(end))).toHaveLength(61);
});

test('a group that has not dialed for a day is forgotten when another begins', () => {
  const log = new DecisionLog();
  log.note(GROUP, 'predictive', after(0), view());
  log.note(campaignGroupId('other'), 'predictive', after(hours(25)), view());
  expect(all(log)).toEqual([]);
});

test('each row is taken once by whoever keeps them', () => {
  const log = new DecisionLog();
  const taken = (): readonly (readonly number[])[] =>
    log.take().map(({ rows }) => rows.map(({ at }) => at - START));
  log.note(GROUP, 'predictive', after(0), view());
  log.note(GROUP, 'predictive', after(1_000), view({ ready: 2 }));
  expect(taken()).toEqual([[0, 1_000]]);
  expect(taken()).toEqual([]);
  // Of a second that is not over nothing is taken yet.
  log.note(GROUP, 'predictive', after(1_500), view({ ready: 3 }));
  expect(taken()).toEqual([]);
  log.note(GROUP, 'predictive', after(2_000), view({ ready: 4 }));
  expect(taken()).toEqual([[2_000]]);
});

test('rows that were kept are thinned as those in memory are', () => {
  const log = new DecisionLog();
  const kept: ReturnType<typeof all>[number][] = [];
  const end = after(hours(2));
  for (let ms = 0; ms <= hours(2); ms += 1_500) {
    log.note(GROUP, 'predictive', after(ms), view({ opened: 1, ready: ms % 7 }));
    for (const { rows } of log.take()) kept.push(...rows);
  }
  const thinned = thinnedRows(kept, end);
  const old = (rows: ReturnType<typeof all>) => rows.filter(({ at }) => at < end - hours(1.01));
  expect(old(thinned)).toEqual(old(all(log)));
  expect(thinned.filter(({ at }) => at >= end - hours(1))).toEqual(
    kept.filter(({ at }) => at >= end - hours(1)),
  );
});
