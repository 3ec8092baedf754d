import { type FloorMeasures, measuresOf } from '../../pacing/floor-measures.ts';
import { addUp } from '../../pacing/floor-tally.ts';
import { PREDICTIVE } from './controllers.ts';
import { bestRatio, bestVicidial, type Trial } from './hindsight.ts';
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

/** All rows of one scenario under one limit, in the order of the pacers. */
export async function rowsOf(
  plan: PacingPlan,
  threads: Threads,
  scenario: string,
  share: number,
): Promise<readonly Row[]> {
  const trial: Trial = async (pacer) => {
    const { hours } = plan;
    const days = plan.seeds.map((seed) => threads.day({ scenario, pacer, seed, share, hours }));
    return measuresOf(addUp(await Promise.all(days)), share);
  };
  const rows = await Promise.all(
    plan.pacers.map(async (pacer): Promise<Row | undefined> => {
      const found = await measured(plan, trial, pacer);
      return found && { scenario, pacer, share, ...found };
    }),
  );
  return rows.filter((row) => row !== undefined);
}

type Found = Pick<Row, 'measures' | 'setting'>;

async function measured(plan: PacingPlan, trial: Trial, pacer: string): Promise<Found | undefined> {
  if (pacer === BEST_RATIO || pacer === BEST_VICIDIAL) {
    const best = await (pacer === BEST_RATIO ? bestRatio(trial) : bestVicidial(trial));
    return best && { measures: best.measures, setting: settingOf(best.pacer) };
  }
  const lines = linesIn(pacer);
  if (lines !== undefined) return { measures: await trial({ kind: 'ratio', lines }) };
  const { controller } = plan;
  if (pacer === PREDICTIVE.name && controller !== undefined) {
    return { measures: await trial({ kind: 'controller', path: controller }), setting: controller };
  }
  return { measures: await trial({ kind: 'named', name: pacer }) };
}

function settingOf(pacer: PacerId): string {
  if (pacer.kind === 'ratio') return `${pacer.lines} lines`;
  if (pacer.kind !== 'vicidial') return '';
  return Object.entries(pacer.settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
