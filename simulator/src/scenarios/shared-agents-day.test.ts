import { expect, test } from 'vitest';
import { liveDay } from '../shrink.ts';
import { sharedAgentsDay } from './shared-agents-day.ts';

const days = Array.from({ length: 60 }, (_, seed) =>
  sharedAgentsDay.setUp(seed, sharedAgentsDay.sizeOf(seed)),
);

test('two or three groups have all agents in common, and another one now and then has some', () => {
  const teams = days.map(({ groups }) => groups.map(({ plan }) => plan.agentGroupId));
  expect(teams.every((team) => team.filter((id) => id === 'team').length >= 2)).toBe(true);
  const mixed = days.filter(({ agents }) => agents.some(({ groupIds }) => groupIds.length === 2));
  expect(mixed.length).toBeGreaterThan(10);
});

test('most are dialed ahead, beside some that are not, under limits of their own', () => {
  const plans = days.flatMap(({ groups }) => groups.map(({ plan }) => plan));
  const modes = new Set(plans.map(({ mode }) => mode));
  expect([...modes].sort()).toEqual(['predictive', 'predictive-seizing', 'progressive']);
  const limits = new Set(plans.map(({ limits: { abandonShareMax } }) => abandonShareMax));
  expect([...limits].sort()).toEqual([0, 0.01, 0.03]);
});

test('whatever fails, each group stays within its own limit', () => {
  let live = 0;
  for (let seed = 1; seed <= 3; seed += 1) {
    const size = { ...sharedAgentsDay.sizeOf(seed), agents: 8, chains: 240, minutes: 20 };
    const report = liveDay(sharedAgentsDay, seed, size);
    expect(report.violations).toEqual([]);
    live += report.contacts;
  }
  expect(live).toBeGreaterThan(20);
});
