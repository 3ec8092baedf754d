import { floorDay } from '../../pacing/floor-day.ts';
import { floorScenario } from '../../pacing/floor-scenarios.ts';
import type { FloorTally } from '../../pacing/floor-tally.ts';
import { type PacerId, pacerOf } from './pacers.ts';

/** One day to live in a thread. */
export type DayJob = {
  readonly scenario: string;
  readonly pacer: PacerId;
  readonly seed: number;
  /** Share of abandoned people that is allowed, 0..1. */
  readonly share: number;
  /** Instead of the hours of the scenario. */
  readonly hours?: number | undefined;
};

export async function liveDay({
  scenario,
  pacer,
  seed,
  share,
  hours,
}: DayJob): Promise<FloorTally> {
  const found = floorScenario(scenario);
  const day = hours === undefined ? found : { ...found, hours };
  return floorDay(day, await pacerOf(pacer), seed, share);
}
