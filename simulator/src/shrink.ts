import type { FaultSwitches } from './faults.ts';
import type { Scenario, Size } from './scenarios/scenario.ts';
import { World } from './world.ts';
import type { WorldReport } from './world-setup.ts';

export type Shrunk = {
  readonly size: Size;
  readonly report: WorldReport;
  /** Worlds that were tried. */
  readonly tries: number;
};

/** Runs one day. */
export const liveDay = (scenario: Scenario, seed: number, size: Size): WorldReport =>
  new World(scenario.setUp(seed, size)).run();

/**
 * The smallest day found that still breaks the same law: faults off one by one, then agents,
 * chains and minutes by halves. Not the smallest there is; small enough to read.
 */
export function shrink(
  scenario: Scenario,
  seed: number,
  from: Size,
  live: (size: Size) => WorldReport = (size) => liveDay(scenario, seed, size),
): Shrunk {
  let size = from;
  let report = live(from);
  let tries = 1;
  const law = report.violations[0]?.checker;
  if (law === undefined) return { size, report, tries };
  const isStillBroken = (smaller: Size): boolean => {
    tries += 1;
    const found = live(smaller);
    if (!found.violations.some(({ checker }) => checker === law)) return false;
    size = smaller;
    report = found;
    return true;
  };
  for (const fault of FAULTS) {
    if (size.faults[fault]) isStillBroken({ ...size, faults: { ...size.faults, [fault]: false } });
  }
  for (const [measure, least] of MEASURES) {
    let step = Math.ceil((size[measure] - least) / 2);
    while (step >= 1 && size[measure] > least) {
      const smaller = { ...size, [measure]: Math.max(least, size[measure] - step) };
      if (!isStillBroken(smaller)) step = Math.floor(step / 2);
    }
  }
  return { size, report, tries };
}

const FAULTS: readonly (keyof FaultSwitches)[] = [
  'kills',
  'failingStore',
  'slowStore',
  'switchEvents',
  'originateRefused',
  'trunksDead',
  'laptops',
  'phones',
  'switchGone',
  'callsSurvive',
  'clockJumps',
];

/** What is halved, and how far down. */
const MEASURES: readonly (readonly [measure: 'agents' | 'chains' | 'minutes', least: number])[] = [
  ['minutes', 1],
  ['agents', 1],
  ['chains', 1],
];
