import { hours } from '@outpace/engine/basics/time.ts';
import type { PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { floorDay } from './floor-day.ts';
import type { FloorScenario } from './floor-scenario.ts';
import type { PacerKind } from './pacer.ts';

/** What a campaign came to in the law's period. */
export type MonthTotals = { readonly people: number; readonly abandoned: number };

export const MONTH_DAYS = 30;

/**
 * A campaign of that many days, each as the scenario is, with other people. Each morning the pacer
 * knows what the period has seen so far, as it does after every load, and nothing else.
 */
export function floorMonth(
  scenario: FloorScenario,
  kind: PacerKind,
  seed: number,
  share: number,
  days = MONTH_DAYS,
): MonthTotals {
  let people = 0;
  let abandoned = 0;
  for (let day = 0; day < days; day += 1) {
    const before = { liveAnswers: people, abandoned };
    const make: PacerKind['make'] = (limits) => kind.make(inPeriod(limits, before));
    const tally = floorDay(scenario, { ...kind, make }, seed * 1_000 + day, share);
    people += tally.people;
    abandoned += tally.abandoned;
  }
  return { people, abandoned };
}

const inPeriod = (
  limits: PacingLimits,
  before: PacingLimits['ceiling']['before'],
): PacingLimits => ({
  ...limits,
  ceiling: { ...limits.ceiling, periodMs: hours(MONTH_DAYS * 24), before },
});
