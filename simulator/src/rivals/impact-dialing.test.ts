import { expect, test } from 'vitest';
import { floorDay } from '../pacing/floor-day.ts';
import { floorScenario } from '../pacing/floor-scenarios.ts';
import { impactDialing } from './impact-dialing.ts';
import { progressive } from './progressive.ts';

test('under five callers it is progressive', () => {
  const four = { ...floorScenario('A-5'), agents: 4, hours: 2 };
  const day = floorDay(four, impactDialing, 1, 0.03);
  const { dials, people, busyMs } = floorDay(four, progressive, 1, 0.03);
  expect(day).toMatchObject({ dials, people, busyMs });
});

test('with more it keeps its callers busier and loses some people', () => {
  const scenario = { ...floorScenario('A-25'), hours: 3 };
  const day = floorDay(scenario, impactDialing, 1, 0.03);
  const without = floorDay(scenario, progressive, 1, 0.03);
  expect(day.busyMs).toBeGreaterThan(without.busyMs * 1.15);
  expect(day.abandoned / day.people).toBeLessThan(0.08);
});
