import { parseArgs } from 'node:util';
import { FLOOR_SCENARIOS } from '../../pacing/floor-scenarios.ts';
import { NAMED } from './pacers.ts';

export const USAGE = `npm run bench -- pacing
  [--scenarios ordinary-15,A-*,*-50]  names, * stands for anything
  [--pacers predictive,progressive,…] also "ratio best", "VICIdial best", "ratio 2.5"
  [--seeds 3] [--first-seed 1] [--limits 3,1] in per cent [--hours 8]
  [--controller engine/src/pacing/controller.ts] another one by the contract, in place of ours
  [--threads 2] [--full]
  [--keep FOLDER] days are kept there: the same words go on where they were interrupted`;

export type PacingPlan = {
  readonly scenarios: readonly string[];
  readonly pacers: readonly string[];
  readonly seeds: readonly number[];
  readonly shares: readonly number[];
  readonly hours: number | undefined;
  /** The file of a controller that stands in for ours. */
  readonly controller: string | undefined;
  readonly threads: number;
  /** Where days are kept. */
  readonly keep: string | undefined;
};

export const BEST_RATIO = 'ratio best';
export const BEST_VICIDIAL = 'VICIdial best';

/** What a glance shows: in about two minutes on two processors. */
const SHORT_SCENARIOS = ['A-10', 'A-50', 'ordinary-5', 'ordinary-50', 'shocked-15', 'lunch-50'];
const ALL_PACERS = [...NAMED.keys(), BEST_RATIO, BEST_VICIDIAL];

/** Undefined where the words make no plan. */
export function planOf(words: readonly string[]): PacingPlan | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: {
      scenarios: { type: 'string' },
      pacers: { type: 'string' },
      seeds: { type: 'string' },
      'first-seed': { type: 'string', default: '1' },
      limits: { type: 'string' },
      hours: { type: 'string' },
      controller: { type: 'string' },
      threads: { type: 'string', default: '2' },
      keep: { type: 'string' },
      full: { type: 'boolean', default: false },
    },
  });
  const { full } = values;
  const wanted = values.scenarios?.split(',') ?? (full ? ['*'] : SHORT_SCENARIOS);
  const scenarios = [...FLOOR_SCENARIOS.keys()].filter((name) =>
    wanted.some((pattern) => matches(pattern, name)),
  );
  const firstSeed = Number(values['first-seed']);
  const seedCount = Number(values.seeds ?? (full ? 10 : 2));
  const plan = {
    scenarios,
    pacers: values.pacers?.split(',') ?? ALL_PACERS,
    seeds: Array.from({ length: seedCount }, (_, index) => firstSeed + index),
    shares: (values.limits ?? (full ? '3,1' : '3')).split(',').map((limit) => Number(limit) / 100),
    hours: values.hours === undefined ? undefined : Number(values.hours),
    controller: values.controller,
    threads: Number(values.threads),
    keep: values.keep,
  };
  const numbers = [firstSeed, seedCount, ...plan.shares, plan.hours ?? 1, plan.threads];
  const isSound = scenarios.length > 0 && numbers.every((number) => number > 0);
  return isSound && plan.pacers.every(isPacer) ? plan : undefined;
}

const isPacer = (name: string): boolean => ALL_PACERS.includes(name) || linesIn(name) !== undefined;

/** The lines of "ratio 2.5". */
export function linesIn(name: string): number | undefined {
  const [, lines] = /^ratio (\d+(?:\.\d+)?)$/.exec(name) ?? [];
  return lines === undefined ? undefined : Number(lines);
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[^\w-]/g, ''));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
