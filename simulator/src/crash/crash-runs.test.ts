import { must } from '@outpace/engine/basics/assert.ts';
import { expect, test } from 'vitest';
import { CRASH_DAYS } from './crash-days.ts';
import { crashRuns, liveCrash, newFigures, parseDeaths, proveDay, wordsOf } from './crash-runs.ts';

const day = must(CRASH_DAYS[0], 'a day');

test('there is a run for every place of a day, and two where a transaction is on its way', () => {
  const { seen } = liveCrash({ day, seed: 1, deaths: [] });
  const runs = [...crashRuns(day, 1, seen)];
  const inFlight = seen.passed.filter(({ isInFlight }) => isInFlight).length;
  expect(inFlight).toBeGreaterThan(10);
  expect(runs).toHaveLength(seen.passed.length + inFlight);
  expect(new Set(runs.map(({ deaths }) => deaths[0]?.at)).size).toBe(seen.passed.length);
  expect(runs.filter(({ deaths }) => deaths.length === 2).length).toBe(Math.floor(runs.length / 5));
  expect(new Set(seen.passed.map(({ place }) => place)).size).toBe(6);
});

test('up to its death a run is the undisturbed day, and it is the same each time', () => {
  const { seen: undisturbed } = liveCrash({ day, seed: 1, deaths: [] });
  const run = { day, seed: 1, deaths: [{ at: 40, disk: 'lost' as const }] };
  const [first, second] = [liveCrash(run), liveCrash(run)];
  expect(first.seen.passed.slice(0, 40)).toEqual(undisturbed.passed.slice(0, 40));
  expect(second).toEqual(first);
  expect([first.report.kills, first.seen.happened]).toEqual([1, 1]);
});

test('a run is named by words that lead to it', () => {
  const deaths = [
    { at: 412, disk: 'written' as const },
    { at: 430, disk: 'lost' as const },
  ];
  expect(wordsOf({ day, seed: 3, deaths })).toBe(
    '--level 1 --day progressive --seed 3 --deaths 412w,430l',
  );
  expect(parseDeaths('412w,430l')).toEqual(deaths);
  for (const text of ['', '412', 'w', '412w,', '-1w']) expect(parseDeaths(text)).toBeUndefined();
});

test('a process may die anywhere on short days of every kind, and no law is broken', () => {
  const figures = newFigures();
  for (const [from, each] of CRASH_DAYS.entries()) proveDay(each, 1, figures, { nth: 60, from });
  expect(figures.broken.map(({ violations, ...run }) => [wordsOf(run), violations])).toEqual([]);
  expect(figures.runs).toBeGreaterThan(50);
  expect(figures.kills).toBeGreaterThan(figures.runs);
  expect(figures.contacts).toBeGreaterThan(100);
  const died = Object.values(figures.places).filter((count) => count > 0);
  expect(died.length).toBeGreaterThanOrEqual(5);
  expect(figures.disk.written).toBeGreaterThan(0);
  expect(figures.disk.lost).toBeGreaterThan(0);
});
