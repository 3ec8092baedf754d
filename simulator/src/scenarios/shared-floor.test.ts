import { expect, test } from 'vitest';
import { sharedFloor } from './shared-floor.ts';

test('every agent works for every campaign, and each campaign has a list of its own', () => {
  const limits = [0.03, 0.01];
  const floor = sharedFloor(
    1,
    4,
    1,
    limits.map((abandonShareMax) => ({ mode: 'predictive', abandonShareMax }) as const),
  );
  const plans = floor.groups.map(({ plan }) => plan);
  expect(new Set(plans.map(({ agentGroupId }) => agentGroupId)).size).toBe(1);
  expect(floor.agents.map(({ groupIds }) => groupIds)).toEqual(
    Array.from({ length: 4 }, () => ['team']),
  );
  expect(plans.map((plan) => plan.limits.abandonShareMax)).toEqual(limits);
  const lists = plans.flatMap((plan) => plan.lists.map(({ listId }) => listId));
  expect([...new Set([...floor.chains].map(({ listId }) => listId))]).toEqual(lists);
});
