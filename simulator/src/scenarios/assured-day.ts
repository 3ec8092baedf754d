import { DELIVERIES } from '../plans.ts';
import type { Prng } from '../prng.ts';
import { BY_FIELD, lineFirstDay, lineFirstSize } from './line-first.ts';
import type { Scenario } from './scenario.ts';

/** Whole groups and single records are dialed only for an agent who is on the line already. */
export const assuredDay: Scenario = {
  name: 'assured-day',
  sizeOf: lineFirstSize,
  setUp: (seed, size) => lineFirstDay(seed, size, drawAssured),
};

const drawAssured = (prng: Prng) => ({
  mode: prng.pick(['progressive', 'predictive'] as const),
  multiplier: prng.pick([0.8, 1, 1, 2]),
  delivery: prng.pick(DELIVERIES),
  assured: prng.pick([{ of: 'everybody' } as const, BY_FIELD]),
});
