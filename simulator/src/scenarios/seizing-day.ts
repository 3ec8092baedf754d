import { DELIVERIES } from '../plans.ts';
import type { Prng } from '../prng.ts';
import { BY_FIELD, lineFirstDay, lineFirstSize } from './line-first.ts';
import type { Scenario } from './scenario.ts';

/** Agents are on the line first and take whoever answers; some records are assured as well. */
export const seizingDay: Scenario = {
  name: 'seizing-day',
  sizeOf: lineFirstSize,
  setUp: (seed, size) => lineFirstDay(seed, size, drawSeizing),
};

const drawSeizing = (prng: Prng) => ({
  // One group of the old way now and then: they share agents.
  mode: prng.pick([
    'progressive-seizing',
    'predictive-seizing',
    'progressive-seizing',
    'predictive-seizing',
    'progressive',
  ] as const),
  multiplier: prng.pick([0.8, 1, 1, 1.5, 3]),
  delivery: prng.pick(DELIVERIES),
  assured: prng.pick([{ of: 'nobody' } as const, { of: 'nobody' } as const, BY_FIELD]),
});
