import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios/all-scenarios.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { liveDay, shrink } from './shrink.ts';
import type { WorldReport } from './world-setup.ts';

/*
 * `npm run simulate -- --scenario NAME --seed N [--seeds K] [--json] [--shrink]`: lives K days from
 * seed N on and says which laws were broken. Exit code 1 when one was.
 */

const LAST_EVENTS = 30;

type Failure = {
  readonly seed: number;
  readonly checker: string;
  readonly at: string;
  readonly text: string;
};

type Totals = { -readonly [Key in CountedKey]: number };
type CountedKey = 'steps' | 'virtualHours' | 'attempts' | 'contacts' | 'dispositions' | 'kills';

const COUNTED: readonly CountedKey[] = [
  'steps',
  'virtualHours',
  'attempts',
  'contacts',
  'dispositions',
  'kills',
];

/** Returns the exit code: 0 when all laws held, 1 when not, 2 when the words make no sense. */
export function simulate(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      scenario: { type: 'string', default: 'progressive-day' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      shrink: { type: 'boolean', default: false },
    },
  });
  const scenario = SCENARIOS.find(({ name }) => name === values.scenario);
  const first = wholeNumber(values.seed);
  const count = wholeNumber(values.seeds);
  if (scenario === undefined || first === undefined || count === undefined || count === 0) {
    const names = SCENARIOS.map(({ name }) => name).join(', ');
    console.error(`Use --scenario NAME (${names}), --seed N and --seeds K with whole numbers.`);
    return 2;
  }
  return live(scenario, first, count, values);
}

function live(
  scenario: Scenario,
  first: number,
  count: number,
  options: { readonly json: boolean; readonly shrink: boolean },
): number {
  const totals = { steps: 0, virtualHours: 0, attempts: 0, contacts: 0, dispositions: 0, kills: 0 };
  const failures: Failure[] = [];
  let violations = 0;
  const hashes: string[] = [];
  const startedAt = performance.now();
  for (let seed = first; seed < first + count; seed += 1) {
    const report = liveDay(scenario, seed, scenario.sizeOf(seed));
    add(totals, report);
    hashes.push(report.hash);
    violations += report.violations.length;
    // The first law broken in a day names it; at rest one cause may leave a hundred things behind.
    const [broken] = report.violations;
    if (broken !== undefined) {
      const { checker, at, text } = broken;
      failures.push({ seed, checker, at: new Date(at).toISOString(), text });
    }
    if (report.violations.length > 0) tell(scenario, seed, report, options.shrink);
  }
  const realSeconds = Math.round(performance.now() - startedAt) / 1_000;
  const hash = hashes.length === 1 ? hashes[0] : undefined;
  const result = {
    scenario: scenario.name,
    seeds: count,
    firstSeed: first,
    ...totals,
    virtualHours: Math.round(totals.virtualHours * 100) / 100,
    violations,
    failures,
    ...(hash === undefined ? {} : { hash }),
    realSeconds,
  };
  console.log(options.json ? JSON.stringify(result) : inWords(result));
  return violations > 0 ? 1 : 0;
}

function add(totals: Totals, report: WorldReport): void {
  for (const key of COUNTED) totals[key] += report[key];
}

/** On the error stream, so that the JSON on the other stays whole. */
function tell(scenario: Scenario, seed: number, report: WorldReport, isToShrink: boolean): void {
  console.error(`seed ${seed} of ${scenario.name} breaks a law at commit ${commit()}:`);
  const shrunk = isToShrink ? shrink(scenario, seed, scenario.sizeOf(seed)) : undefined;
  const { violations, journal } = shrunk?.report ?? report;
  if (shrunk !== undefined) console.error(`shrunk to ${JSON.stringify(shrunk.size)}`);
  for (const { checker, text } of violations.slice(0, 10)) console.error(`  ${checker}: ${text}`);
  console.error('the last events:');
  for (const line of journal.slice(-LAST_EVENTS)) console.error(`  ${line}`);
}

function commit(): string {
  const { stdout, status } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : 'unknown';
}

const inWords = (result: Totals & { violations: number; realSeconds: number }): string =>
  [
    `${result.steps} steps, ${result.virtualHours} virtual hours in ${result.realSeconds} s`,
    `${result.attempts} attempts, ${result.contacts} contacts, ${result.kills} kills`,
    `${result.violations} violations`,
  ].join('\n');

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

if (import.meta.main) process.exitCode = simulate(process.argv.slice(2));
