import { must } from '@outpace/engine/basics/assert.ts';
import { RING_MS_MIN } from '../../pacing/floor-day.ts';
import { floorScenario } from '../../pacing/floor-scenarios.ts';
import { PREDICTIVE } from './controllers.ts';
import { isWithin, WORST_DAY } from './hindsight.ts';
import type { Row } from './trials.ts';

export type Verdict = { readonly what: string; readonly isPassed: boolean };

/** Occupancy that must be reached untuned, per cent, by limit and scenario. */
const WANTED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '3': {
    'A-5': 75,
    'A-10': 82,
    'A-25': 88,
    'A-50': 91,
    'A-100': 94,
    'ordinary-5': 72,
    'ordinary-15': 82,
    'ordinary-50': 91,
    'ordinary-200': 96,
    'ordinary-1000': 98,
  },
  '1': {
    'ordinary-5': 67,
    'ordinary-15': 79,
    'ordinary-50': 88,
    'ordinary-200': 94.5,
    'ordinary-1000': 98,
  },
};

/** What is asked of the predictive pacing; nothing where it was not measured. */
export function verdictsOn(rows: readonly Row[], share: number): readonly Verdict[] {
  const ours = rows.filter(({ pacer }) => pacer === PREDICTIVE.name);
  if (ours.length === 0) return [];
  const limit = `${Math.round(share * 1_000) / 10} %`;
  return [
    each(ours, `pooled at most ${limit}`, ({ measures }) => abandoned(measures) <= share),
    each(
      ours,
      `worst day under ${WORST_DAY} × ${limit}`,
      ({ measures }) => (measures.worstDay?.share ?? 0) < WORST_DAY * share,
    ),
    ...(rows.length === ours.length ? [] : [aheadOf(rows, ours)]),
    each(
      ours,
      `no ring cut under ${RING_MS_MIN / 1_000} s`,
      ({ measures }) => (measures.shortestCutMs ?? RING_MS_MIN) >= RING_MS_MIN,
    ),
    ...wantedOf(ours, share),
  ];
}

const aheadOf = (rows: readonly Row[], ours: readonly Row[]): Verdict =>
  each(ours, 'ahead of every rival within the limit', (row) =>
    rivalsWithin(rows, row).every(({ measures }) => measures.occupancy <= row.measures.occupancy),
  );

const abandoned = ({ abandonment }: Row['measures']): number => abandonment.share ?? 0;

function each(rows: readonly Row[], what: string, holds: (row: Row) => boolean): Verdict {
  const failing = rows.filter((row) => !holds(row)).map(({ scenario }) => scenario);
  const where = failing.length === 0 ? `${rows.length} measured` : `not in ${failing.join(', ')}`;
  return { what: `${what}: ${where}`, isPassed: failing.length === 0 };
}

const rivalsWithin = (rows: readonly Row[], { scenario }: Row): readonly Row[] =>
  rows.filter(
    (rival) =>
      rival.scenario === scenario &&
      rival.pacer !== PREDICTIVE.name &&
      floorScenario(scenario).agents >= 5 &&
      isWithin(rival.measures),
  );

function wantedOf(ours: readonly Row[], share: number): readonly Verdict[] {
  const wanted = WANTED[String(Math.round(share * 100))] ?? {};
  return ours
    .filter(({ scenario }) => scenario in wanted)
    .map(({ scenario, measures }) => {
      const percent = must(wanted[scenario], scenario);
      const reached = (measures.occupancy * 100).toFixed(1);
      return {
        what: `${scenario} at least ${percent} % busy: ${reached} %`,
        isPassed: measures.occupancy * 100 >= percent,
      };
    });
}
