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
/** Rivals of a large team live as many of the days as make so many of one agent: 3 with 200. */
const RIVALS_AGENT_DAYS = 600;
/** A rival that loses so many times the limit in the first hour does not get another. */
const HOPELESS = 10;
const FIRST_HOUR = 1;

/** All rows of one scenario under one limit, in the order of the pacers. */
export async function rowsOf(
  plan: PacingPlan,
  threads: Threads,
  scenario: string,
  share: number,
): Promise<readonly Row[]> {
  const on =
    (seeds: readonly number[], hours = plan.hours): Trial =>
    async (pacer) => {
      const days = seeds.map((seed) => threads.day({ scenario, pacer, seed, share, hours }));
      return measuresOf(addUp(await Promise.all(days)), share);
    };
  const { seeds, hours = FIRST_HOUR } = plan;
  const { agents } = floorScenario(scenario);
  const isLarge = agents >= LARGE_AGENTS;
  const ours = on(seeds);
  const rivals: RivalTrials = {
    hour: on(seeds.slice(0, 1), Math.min(FIRST_HOUR, hours)),
    few: on(seeds.slice(0, isLarge ? 1 : TUNED_ON)),
    all: on(isLarge ? seeds.slice(0, Math.ceil(RIVALS_AGENT_DAYS / agents)) : seeds),
  };
  const rows = await Promise.all(
    plan.pacers.map(async (pacer): Promise<Row | undefined> => {
      const isOurs = pacer === PREDICTIVE.name;
      const found = isOurs ? await measured(plan, ours) : await rivalled(rivals, pacer, share);
      return found && { scenario, pacer, share, ...found };
    }),
  );
  return rows.filter((row) => row !== undefined);
}

type Found = Pick<Row, 'measures' | 'setting'>;
type RivalTrials = Trials & { readonly hour: Trial };

/** Ours, or the controller that stands in for it. */
async function measured({ controller }: PacingPlan, trial: Trial): Promise<Found> {
  if (controller === undefined) {
    return { measures: await trial({ kind: 'named', name: PREDICTIVE.name }) };
  }
  return { measures: await trial({ kind: 'controller', path: controller }), setting: controller };
}

async function rivalled(
  trials: RivalTrials,
  pacer: string,
  share: number,
): Promise<Found | undefined> {
  if (pacer === BEST_RATIO || pacer === BEST_VICIDIAL) {
    const best = await (pacer === BEST_RATIO ? bestRatio(trials) : bestVicidial(trials));
    return best && { measures: best.measures, setting: settingOf(best.pacer) };
  }
  const lines = linesIn(pacer);
  const id: PacerId =
    lines === undefined ? { kind: 'named', name: pacer } : { kind: 'ratio', lines };
  const hour = await trials.hour(id);
  const isHopeless = (hour.abandonment.share ?? 0) > HOPELESS * share;
  if (isHopeless) return { measures: hour, setting: 'given up after an hour' };
  return { measures: await trials.all(id) };
}

function settingOf(pacer: PacerId): string {
  if (pacer.kind === 'ratio') return `${pacer.lines} lines`;
  if (pacer.kind !== 'vicidial') return '';
  return Object.entries(pacer.settings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
