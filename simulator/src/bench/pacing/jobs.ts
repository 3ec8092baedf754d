import { boundsOf, type ScenarioBounds } from '../../pacing/bounds/scenario-bounds.ts';
import { floorDay } from '../../pacing/floor-day.ts';
import type { FloorScenario } from '../../pacing/floor-scenario.ts';
import { floorScenario } from '../../pacing/floor-scenarios.ts';
import type { FloorTally } from '../../pacing/floor-tally.ts';
import { forProduct, productDay } from '../../pacing/product-day.ts';
import { PREDICTIVE } from './controllers.ts';
import { type PacerId, pacerOf } from './pacers.ts';

type Setting = {
  readonly scenario: string;
  /** Share of abandoned people that is allowed, 0..1. */
  readonly share: number;
  /** Instead of the hours of the scenario. */
  readonly hours?: number | undefined;
};

/** A day to live in a thread. */
export type DayJob = Setting & { readonly pacer: PacerId; readonly seed: number };

/** The same day on the bare floor and through the whole product. */
export type Pair = { readonly floor: FloorTally; readonly product: FloorTally };

/** What a thread can be asked, and what it answers. */
export type Jobs = {
  readonly day: { readonly asked: DayJob; readonly answered: FloorTally };
  readonly bounds: { readonly asked: Setting; readonly answered: ScenarioBounds };
  readonly pair: { readonly asked: Setting & { readonly seed: number }; readonly answered: Pair };
};

export type Asked = { readonly [Kind in keyof Jobs]: [Kind, Jobs[Kind]['asked']] }[keyof Jobs];

export async function liveDay(job: DayJob): Promise<FloorTally> {
  return floorDay(scenarioOf(job), await pacerOf(job.pacer), job.seed, job.share);
}

export const computeBounds = (job: Setting): ScenarioBounds => boundsOf(scenarioOf(job), job.share);

export function livePair({ seed, ...setting }: Jobs['pair']['asked']): Pair {
  const scenario = forProduct(scenarioOf(setting));
  const { share } = setting;
  return {
    floor: floorDay(scenario, PREDICTIVE, seed, share),
    product: productDay({ scenario, seed, share }),
  };
}

function scenarioOf({ scenario, hours }: Setting): FloorScenario {
  const found = floorScenario(scenario);
  return hours === undefined ? found : { ...found, hours };
}
