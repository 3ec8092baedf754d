import type { FloorMeasures } from '../../pacing/floor-measures.ts';
import type { VicidialSettings } from '../../rivals/vicidial-level.ts';
import type { PacerId } from './pacers.ts';

/** The figures of a pacer over all seeds of a scenario. */
export type Trial = (pacer: PacerId) => Promise<FloorMeasures>;

export type Best = { readonly pacer: PacerId; readonly measures: FloorMeasures };

/** Steps of 6 %: finer than anybody tunes by hand. */
const STEPS = Array.from({ length: 76 }, (_, step) => Math.round(100 * 1.06 ** step) / 100);

/** The highest fixed ratio that stays within the limit on these very seeds. */
export const bestRatio = (trial: Trial): Promise<Best | undefined> =>
  highest(trial, STEPS, (lines) => ({ kind: 'ratio', lines }));

/**
 * VICIdial as somebody would tune it who knew these very seeds: for each family of settings the
 * highest level that stays within the limit, and of them the one with the busiest agents.
 */
export async function bestVicidial(trial: Trial): Promise<Best | undefined> {
  const found = await Promise.all(
    FAMILIES.map((family) =>
      highest(trial, STEPS, (levelMax) => ({
        kind: 'vicidial',
        settings: { ...family, levelMax },
      })),
    ),
  );
  return found
    .filter((best) => best !== undefined)
    .toSorted((one, other) => other.measures.occupancy - one.measures.occupancy)[0];
}

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

/** More lines, more abandoned: the highest step within the limit, by halving. */
async function highest(
  trial: Trial,
  steps: readonly number[],
  pacerAt: (step: number) => PacerId,
): Promise<Best | undefined> {
  let best: Best | undefined;
  let [from, to] = [0, steps.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const pacer = pacerAt(steps[middle] ?? 1);
    const measures = await trial(pacer);
    const isWithin = (measures.abandonment.share ?? 0) <= measures.abandonment.limit;
    if (isWithin && (best === undefined || measures.occupancy > best.measures.occupancy)) {
      best = { pacer, measures };
    }
    if (isWithin) from = middle + 1;
    else to = middle - 1;
  }
  return best;
}
