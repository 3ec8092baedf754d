import { parseArgs } from 'node:util';
import { type FloorMeasures, measuresOf } from '../pacing/floor-measures.ts';
import { FLOOR_SCENARIOS, floorScenario } from '../pacing/floor-scenarios.ts';
import { addUp, type FloorTally } from '../pacing/floor-tally.ts';
import type { Pair } from './pacing/jobs.ts';
import { Threads } from './pacing/threads.ts';

const USAGE = `npm run bench -- product
  [--scenarios A-10,ordinary-5] names [--seeds 4] [--first-seed 1] [--hours 8]
  [--limit 3] in per cent [--threads 2]`;

/** What the comparison lives; in a few minutes on two processors where nothing is said. */
export type ProductPlan = {
  readonly days: readonly ScenarioDays[];
  readonly share: number;
  readonly threads: number;
};

export type ScenarioDays = {
  readonly scenario: string;
  readonly hours: number;
  readonly seeds: readonly number[];
};

export type Verdict = { readonly isPassed: boolean; readonly what: string };

const SCENARIOS = ['A-10', 'A-25', 'ordinary-5', 'ordinary-15', 'ordinary-50'];
/** A day of a large team is shortened to so many hours of work in all. */
const DAY_AGENT_HOURS = 200;
/** Small teams live more days: fewer hours of work say little. */
const AGENT_HOURS = 240;
/** So little is no difference, whatever chance would explain. Share of the time, 0..1. */
const NOISE = 0.01;
/** Beyond so many standard errors chance explains a difference badly. */
const ERRORS = 2;

/**
 * Whether predictive pacing comes to the same through engine, store and carrier as on the bare
 * floor: the same days, the same people, the same limit.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const plan = planOf(words);
  if (plan === undefined) {
    console.log(USAGE);
    process.exitCode = 2;
    return;
  }
  const { share } = plan;
  const threads = new Threads(plan.threads);
  const all: Pair[] = [];
  const verdicts: Verdict[] = [];
  for (const line of LEGEND) console.log(line);
  for (const { scenario, hours, seeds } of plan.days) {
    const asked = seeds.map((seed) => threads.pair({ scenario, hours, seed, share }));
    const pairs = await Promise.all(asked);
    all.push(...pairs);
    for (const line of linesFor(`${scenario}, ${hours} h × ${seeds.length}`, pairs, share)) {
      console.log(line);
    }
    verdicts.push(asBusy(scenario, pairs));
  }
  await threads.close();
  for (const line of linesFor('all', all, share)) console.log(line);
  verdicts.push(withinLimit(all, share));
  for (const { isPassed, what } of verdicts) {
    console.log(`${isPassed ? 'PASS' : 'FAIL'}  ${what}`);
    if (!isPassed) process.exitCode = 1;
  }
}

/** Undefined where the words make no plan. */
export function planOf(words: readonly string[]): ProductPlan | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: {
      scenarios: { type: 'string', default: SCENARIOS.join(',') },
      seeds: { type: 'string' },
      'first-seed': { type: 'string', default: '1' },
      hours: { type: 'string' },
      limit: { type: 'string', default: '3' },
      threads: { type: 'string', default: '2' },
    },
  });
  const names = values.scenarios.split(',');
  const numbers = [values['first-seed'], values.limit, values.threads, values.seeds, values.hours];
  const isSound = numbers.every((number) => number === undefined || Number(number) > 0);
  if (!isSound || !names.every((name) => FLOOR_SCENARIOS.has(name))) return undefined;
  const days = names.map((scenario): ScenarioDays => {
    const { agents, ...usual } = floorScenario(scenario);
    const hours = Number(values.hours ?? Math.min(usual.hours, DAY_AGENT_HOURS / agents));
    const count = Number(values.seeds ?? Math.max(2, Math.ceil(AGENT_HOURS / (agents * hours))));
    const first = Number(values['first-seed']);
    return { scenario, hours, seeds: Array.from({ length: count }, (_, index) => first + index) };
  });
  return { days, share: Number(values.limit) / 100, threads: Number(values.threads) };
}

/** Whether the agents are as busy through the product, as far as chance can tell. */
export function asBusy(scenario: string, pairs: readonly Pair[]): Verdict {
  const [floor, product] = SIDES.map((side) => pairs.map((pair) => pair[side]));
  const difference = occupancy(addUp(product ?? [])) - occupancy(addUp(floor ?? []));
  const noise = Math.max(NOISE, ERRORS * Math.hypot(errorOf(floor ?? []), errorOf(product ?? [])));
  const points = `${difference < 0 ? '−' : '+'}${percent(Math.abs(difference))}`;
  return {
    isPassed: Math.abs(difference) <= noise,
    what: `${scenario}: busy ${points} points off the floor, noise is ${percent(noise)}`,
  };
}

/** Whether the people lost in all days of the product are within the limit. */
export function withinLimit(pairs: readonly Pair[], share: number): Verdict {
  const { people, abandoned } = addUp(pairs.map(({ product }) => product));
  const lost = people === 0 ? 0 : abandoned / people;
  return {
    isPassed: lost <= share,
    what: `the product lost ${percent(lost)} % of ${people} people, at most ${percent(share)} %`,
  };
}

const SIDES = ['floor', 'product'] as const;

const occupancy = (tally: FloorTally): number => measuresOf(tally, 0).occupancy;

/** The standard error of the mean of the days; 0 for a single day, which says nothing of it. */
function errorOf(days: readonly FloorTally[]): number {
  const shares = days.map(occupancy);
  if (shares.length < 2) return 0;
  const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length;
  const squares = shares.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (shares.length - 1) / shares.length);
}

const LEGEND = [
  'busy: busy ÷ (busy + ready); lost: people without an agent in time, with its 95 % interval;',
  'dials: per contact; wait: of agents. Both count the time of the law from the answer.',
];

function linesFor(title: string, pairs: readonly Pair[], share: number): readonly string[] {
  const rows = SIDES.map((side) => {
    const measures = measuresOf(addUp(pairs.map((pair) => pair[side])), share);
    return lineOf(side, cellsOf(measures));
  });
  return ['', title, lineOf('', ['busy %', 'lost %', 'interval', 'dials', 'wait s']), ...rows];
}

function cellsOf({ occupancy: busy, abandonment, ...measures }: FloorMeasures): readonly string[] {
  const { share = 0, low, high } = abandonment;
  return [
    percent(busy),
    percent(share),
    `${percent(low)}–${percent(high)}`,
    measures.dialsPerContact.toFixed(2),
    (measures.waitMs / 1_000).toFixed(1),
  ];
}

const lineOf = (side: string, cells: readonly string[]): string =>
  ['  ', side.padEnd(8), ...cells.map((cell, index) => cell.padStart(index === 2 ? 12 : 8))].join(
    '',
  );

const percent = (share: number): string => (share * 100).toFixed(2);
