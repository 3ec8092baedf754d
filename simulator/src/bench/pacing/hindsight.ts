import type { FloorMeasures } from '../../pacing/floor-measures.ts';
import type { VicidialSettings } from '../../rivals/vicidial-level.ts';
import type { PacerId } from './pacers.ts';

/** The figures of a pacer over some or all seeds of a scenario. */
export type Trial = (pacer: PacerId) => Promise<FloorMeasures>;

/** Tuning tries many settings on a few seeds; what it finds must hold on all of them. */
export type Trials = { readonly few: Trial; readonly all: Trial };

export type Best = { readonly pacer: PacerId; readonly measures: FloorMeasures };

/** Steps of 6 %: finer than anybody tunes by hand. */
const STEPS = Array.from({ length: 76 }, (_, step) => Math.round(100 * 1.06 ** step) / 100);

/** The highest fixed ratio that stays within the limit on these very seeds. */
export async function bestRatio(trials: Trials): Promise<Best | undefined> {
  const found = await highest(trials.few, (lines) => ({ kind: 'ratio', lines }));
  return found && confirmed(trials.all, found);
}

/**
 * VICIdial as somebody would tune it who knew these very seeds: for each family of settings the
 * highest level that stays within the limit, and of the best families the one with the busiest
 * agents.
 */
export async function bestVicidial(trials: Trials): Promise<Best | undefined> {
  const found = await Promise.all(
    FAMILIES.map((family) =>
      highest(trials.few, (levelMax) => ({ kind: 'vicidial', settings: { ...family, levelMax } })),
    ),
  );
  const finalists = byOccupancy(found).slice(0, FINALISTS);
  return byOccupancy(await Promise.all(finalists.map((one) => confirmed(trials.all, one))))[0];
}

const FINALISTS = 3;

const byOccupancy = <One extends Best>(found: readonly (One | undefined)[]): readonly One[] =>
  found
    .filter((best) => best !== undefined)
    .toSorted((one, other) => other.measures.occupancy - one.measures.occupancy);

/** With the daily brake, and without it where the level alone keeps the limit. */
const FAMILIES: readonly Partial<VicidialSettings>[] = [
  ...[0, -1, -3].flatMap((differenceTarget) =>
    [true, false].map((availableOnly) => ({
      availableOnly,
      differenceTarget,
      dropPercentMax: 100,
      method: 'hard' as const,
    })),
  ),
  { availableOnly: true, differenceTarget: -1, isTargetPlaced: true, dropPercentMax: 100 },
  { availableOnly: true, method: 'average', dropPercentMax: 1.5 },
  { availableOnly: true, method: 'tapered', dropPercentMax: 1.5, latestHhmm: 1700 },
];

type Step = Best & { readonly index: number; readonly pacerAt: (step: number) => PacerId };

/** More lines, more abandoned: the busiest step within the limit, by halving. */
async function highest(
  trial: Trial,
  pacerAt: (step: number) => PacerId,
): Promise<Step | undefined> {
  let best: Step | undefined;
  let [from, to] = [0, STEPS.length - 1];
  while (from <= to) {
    const index = (from + to) >> 1;
    const pacer = pacerAt(STEPS[index] ?? 1);
    const measures = await trial(pacer);
    if (isWithin(measures)) {
      const isBetter = best === undefined || measures.occupancy > best.measures.occupancy;
      if (isBetter) best = { pacer, measures, index, pacerAt };
      from = index + 1;
    } else {
      to = index - 1;
    }
  }
  return best;
}

/** The same on all seeds, lower where it has to be. */
async function confirmed(trial: Trial, step: Step): Promise<Best | undefined> {
  for (let index = step.index; index >= 0; index -= 1) {
    const pacer = step.pacerAt(STEPS[index] ?? 1);
    const measures = await trial(pacer);
    if (isWithin(measures)) return { pacer, measures };
  }
  return undefined;
}

/** One day may be over the limit by this much, for it has few people. */
export const WORST_DAY = 1.1;

/** What is asked of ours is asked of everybody: all days together, and each day nearly. */
export const isWithin = ({ abandonment, worstDay }: FloorMeasures): boolean =>
  (abandonment.share ?? 0) <= abandonment.limit &&
  (worstDay?.share ?? 0) < WORST_DAY * abandonment.limit;
