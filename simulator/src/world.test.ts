import { expect, test } from 'vitest';
import { NO_FAULTS } from './faults.ts';
import { progressiveDay } from './scenarios/progressive-day.ts';
import { smoke } from './scenarios/smoke.ts';
import { World } from './world.ts';

const live = (seed: number, faults = smoke.sizeOf(seed).faults) =>
  new World(smoke.setUp(seed, { ...smoke.sizeOf(seed), faults })).run();

test('the same seed lives the same day to the letter', () => {
  expect(live(1)).toEqual(live(1));
  expect(live(1).hash).not.toBe(live(2).hash);
});

test('no law is broken in short days with every fault', () => {
  let kills = 0;
  // Days among which the process is killed at least once.
  for (let seed = 13; seed <= 24; seed += 1) {
    const report = live(seed);
    expect([seed, report.violations]).toEqual([seed, []]);
    kills += report.kills;
  }
  expect(kills).toBeGreaterThan(0);
});

test('a whole day with faults comes to rest', () => {
  const report = new World(progressiveDay.setUp(1, progressiveDay.sizeOf(1))).run();
  expect(report.violations).toEqual([]);
  expect(report.contacts).toBeGreaterThan(20);
});

test('work is done: calls are made, people talk, agents say how it was', () => {
  const { attempts, contacts, dispositions, kills } = live(1, NO_FAULTS);
  expect(kills).toBe(0);
  expect(attempts).toBeGreaterThan(contacts);
  expect(contacts).toBeGreaterThanOrEqual(dispositions);
  expect(dispositions).toBeGreaterThan(5);
});

test('a broken law stops the world and is told with the last events', () => {
  const setup = smoke.setUp(1, smoke.sizeOf(1));
  const groups = setup.groups.map((group) => ({
    ...group,
    // A plan that refuses to be loaded: nothing ever runs, and the evening finds nobody at work.
    plan: { ...group.plan, lists: [] },
  }));
  const report = new World({ ...setup, groups, limits: { chainsMax: -1 } }).run();
  expect(report.violations.length).toBeGreaterThan(0);
  expect(report.journal.length).toBeGreaterThan(0);
});

test('every event can be watched', () => {
  let events = 0;
  const setup = smoke.setUp(1, { ...smoke.sizeOf(1), faults: NO_FAULTS });
  const report = new World(setup, () => {
    events += 1;
  }).run();
  expect(events).toBe(report.steps);
});
