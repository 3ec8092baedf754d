import { expect, test } from 'vitest';
import { progressiveDay } from './progressive-day.ts';

const setups = Array.from({ length: 60 }, (_, seed) =>
  progressiveDay.setUp(seed, progressiveDay.sizeOf(seed)),
);
const plans = setups.flatMap(({ groups }) => groups.map(({ plan }) => plan));

test('every delivery, both sides of one line per agent, and shared lists come up', () => {
  const kinds = new Set(plans.map(({ delivery }) => delivery.kind));
  expect([...kinds].sort()).toEqual(['auto-answer', 'auto-answer-with-preview', 'manual-accept']);
  expect(plans.some(({ multiplier }) => multiplier > 1)).toBe(true);
  expect(plans.some(({ multiplier }) => multiplier < 1)).toBe(true);
  const sharing = setups.filter(({ groups: [a, b] }) => {
    return a?.plan.lists[0]?.listId === b?.plan.lists[0]?.listId;
  });
  expect(sharing.length).toBeGreaterThan(20);
  expect(sharing.length).toBeLessThan(60);
});

test('there are ten to thirty agents, and some work for both groups', () => {
  for (const { agents } of setups) {
    expect(agents.length).toBeGreaterThanOrEqual(10);
    expect(agents.length).toBeLessThanOrEqual(30);
    expect(agents.some(({ groupIds }) => groupIds.length === 2)).toBe(true);
  }
});
