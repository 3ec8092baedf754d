import { ALL_FAULTS } from '../faults.ts';
import { progressiveDay } from './progressive-day.ts';
import type { Scenario } from './scenario.ts';

/** A short day with every fault: over in a moment, for a first look after a change. */
export const smoke: Scenario = {
  name: 'smoke',
  sizeOf: () => ({ agents: 6, chains: 60, minutes: 20, faults: ALL_FAULTS }),
  setUp: progressiveDay.setUp,
};
