import { parseArgs } from 'node:util';
import { floorMonth, MONTH_DAYS } from '../pacing/floor-month.ts';
import { floorScenario } from '../pacing/floor-scenarios.ts';
import { PREDICTIVE } from './pacing/controllers.ts';

/** Of a hundred campaigns so many end within the legal limit, at least. */
const WITHIN_MIN = 0.99;

/**
 * Campaigns of thirty days under the law's own period, on days in which the answer rate doubles at
 * a stroke: `npm run bench -- month [--scenario shocked-5] [--hours 4] [--seeds 4] [--limit 3]`.
 */
export function bench(words: readonly string[]): void {
  const { values } = parseArgs({
    args: [...words],
    options: {
      scenario: { type: 'string', default: 'shocked-5' },
      hours: { type: 'string', default: '4' },
      seeds: { type: 'string', default: '4' },
      'first-seed': { type: 'string', default: '1' },
      limit: { type: 'string', default: '3' },
    },
  });
  const limit = Number(values.limit) / 100;
  const scenario = { ...floorScenario(values.scenario), hours: Number(values.hours) };
  const first = Number(values['first-seed']);
  const shares: number[] = [];
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    const { people, abandoned } = floorMonth(scenario, PREDICTIVE, seed, limit);
    shares.push(abandoned / people);
    console.log(
      `month  ${scenario.name}, campaign ${seed}: ${abandoned} of ${people} people in ` +
        `${MONTH_DAYS} days, ${percent(abandoned / people)}`,
    );
  }
  const within = shares.filter((share) => share <= limit).length;
  const isPassed = within >= WITHIN_MIN * shares.length;
  if (!isPassed) process.exitCode = 1;
  console.log(
    `month  ${within} of ${shares.length} campaigns within ${percent(limit)}, the worst ` +
      `${percent(Math.max(...shares))}: ${isPassed ? 'PASS' : 'FAIL'}`,
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
