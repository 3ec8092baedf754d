import { type FloorMeasures, measuresOf } from '../../pacing/floor-measures.ts';
import { floorScenario } from '../../pacing/floor-scenarios.ts';
import { addUp } from '../../pacing/floor-tally.ts';
import { PREDICTIVE } from './controllers.ts';
import { bestRatio, bestVicidial, type Trial, type Trials } from './hindsight.ts';
import type { PacerId } from './pacers.ts';
import { BEST_RATIO, BEST_VICIDIAL, linesIn, type PacingPlan } from './plan.ts';
import type { Threads } from './threads.ts';

/** A row of the table: a pacer in a scenario under a limit, over all seeds. */
export type Row = {
  readonly scenario: string;
  readonly pacer: string;
  readonly share: number;
  readonly measures: FloorMeasures;
  /** How a tuned pacer was set in the end. */
  readonly setting?: string | undefined;
};

/** Settings are tuned on so many seeds, and on one where many agents leave little to chance. */
const TUNED_ON = 3;
const LARGE_AGENTS = 200;

/** All rows of one scenario under one limit, in the order of the pacers. */
export async function rowsOf(
  plan: PacingPlan,
  threads: Threads,
  scenario: string,
  share: number,
): Promise<readonly Row[]> {
  const on =
    (seeds: readonly number[]): Trial =>
    async (pacer) => {
      const { hours } = plan;
      const days = seeds.map((seed) => threads.day({ scenario, pacer, seed, share, hours }));
      return measuresOf(addUp(await Promise.all(days)), share);
    };
  const few = floorScenario(scenario).agents >= LARGE_AGENTS ? 1 : TUNED_ON;
  const trials = { few: on(plan.seeds.slice(0, few)), all: on(plan.seeds) };
  const rows = await Promise.all(
    plan.pacers.map(async (pacer): Promise<Row | undefined> => {
      const found = await measured(plan, trials, pacer);
      return found && { scenario, pacer, share, ...found };
    }),
  );
  return rows.filter((row) => row !== undefined);
}

type Found = Pick<Row, 'measures' | 'setting'>;

async function measured(
  plan: PacingPlan,
  trials: Trials,
  pacer: string,
): Promise<Found | undefined> {
  if (pacer === BEST_RATIO || pacer === BEST_VICIDIAL) {
    const best = await (pacer === BEST_RATIO ? bestRatio(trials) : bestVicidial(trials));
    return best && { measures: best.measures, setting: settingOf(best.pacer) };
  }
  const lines = linesIn(pacer);
  if (lines !== undefined) return { measures: await trials.all({ kind: 'ratio', lines }) };
  const { controller } = plan;
  if (pacer === PREDICTIVE.name && controller !== undefined) {
    return {
      measures: await trials.all({ kind: 'controller', path: controller }),
      setting: controller,
    };
  }
  return { measures: await trials.all({ kind: 'named', name: pacer }) };
}

function settingOf(pacer: PacerId): string {
  if (pacer.kind === 'ratio') return `${pacer.lines} lines`;
  if (pacer.kind !== 'vicidial') return '';
  return Object.entries(pacer.settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
