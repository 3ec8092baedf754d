import { expect, test } from 'vitest';
import { CRASH_DAYS } from './crash-days.ts';
import { liveCrash } from './crash-runs.ts';

const plans = (seed: number) =>
  CRASH_DAYS.flatMap((day) => day.setUp(seed).groups.map(({ plan }) => plan));

test('days have names of their own, and every way of dialing is among them', () => {
  const names = CRASH_DAYS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const all = [...plans(1), ...plans(2)];
  expect(new Set(all.map(({ mode }) => mode)).size).toBeGreaterThanOrEqual(4);
  expect(all.some(({ delivery }) => delivery.kind === 'manual-accept')).toBe(true);
  expect(all.some(({ assured }) => assured.of === 'everybody')).toBe(true);
  expect(all.some(({ validation }) => validation !== undefined)).toBe(true);
});

test('no process dies by itself; one day of three has no fault, in one calls die with it', () => {
  const faults = [1, 2, 3].map((seed) => CRASH_DAYS[0]?.setUp(seed).faults);
  expect(faults.map((on) => on?.kills)).toEqual([false, false, false]);
  expect(faults.filter((on) => on?.callsSurvive === false)).toHaveLength(1);
  const others = faults.map((on) => Object.values({ ...on, callsSurvive: false }).includes(true));
  expect(others.filter((isOn) => !isOn).length).toBeGreaterThanOrEqual(1);
});

test('a day is over in a moment, and people talk in it', () => {
  let contacts = 0;
  for (const day of CRASH_DAYS) {
    const { report } = liveCrash({ day, seed: 1, deaths: [] });
    expect([day.name, report.violations]).toEqual([day.name, []]);
    expect(report.steps).toBeLessThan(1_000);
    contacts += report.contacts;
  }
  expect(contacts).toBeGreaterThan(10);
});
