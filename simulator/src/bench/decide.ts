import { Floor, SHIFT_STARTS } from '../pacing/floor.ts';
import { limitsOf } from '../pacing/floor-day.ts';
import { floorScenario } from '../pacing/floor-scenarios.ts';
import { type DecisionTimes, timedPacer, timesOf } from '../pacing/timed-pacer.ts';
import { PREDICTIVE } from './pacing/controllers.ts';

/** The slowest decision but one in a hundred takes at most this, µs, by the number of agents. */
const LIMITS: ReadonlyMap<number, number> = new Map([
  [200, 200],
  [1_000, 2_000],
]);
const SIZES = [5, 15, 50, 200, 1_000];
/** By then the controller has learned, and the compiler too. */
const WARM_UP_HOURS = 1;
const HOURS = 1.5;
const ROUNDS = 3;

/** How long a decision of the predictive pacing takes in the middle of a day. */
export function bench(): void {
  for (const agents of SIZES) {
    const { decisions, median, slow, slowest, event } = measure(agents, WARM_UP_HOURS, HOURS);
    const times = `median ${micros(median)}, p99 ${micros(slow)}, slowest ${micros(slowest)}`;
    const limit = LIMITS.get(agents);
    const isPassed = limit === undefined || slow <= limit;
    if (!isPassed) process.exitCode = 1;
    const verdict = limit === undefined ? '' : `, limit ${limit} µs: ${isPassed ? 'PASS' : 'FAIL'}`;
    console.log(
      `decide  ${agents} agents: ${times} of ${decisions}, an event ${micros(event)}${verdict}`,
    );
  }
}

/**
 * Lives an ordinary day up to that hour, with a watch beside the pacer after the warm-up. A day is
 * the same each time, and so is each of its decisions: of the rounds the fastest is what it takes,
 * the others were held up by neighbours.
 */
export function measure(agents: number, warmUpHours: number, hours: number): DecisionTimes {
  const fromAt = SHIFT_STARTS + warmUpHours * 3_600_000;
  const scenario = { ...floorScenario(`ordinary-${agents}`), hours };
  const rounds = Array.from({ length: ROUNDS }, () => {
    const ours = PREDICTIVE.make(limitsOf(0.03));
    const { pacer, watch } = timedPacer(ours, fromAt, () => performance.now());
    new Floor({ scenario, seed: 1, pacer, decisionGapMs: 500 }).run();
    return watch;
  });
  return timesOf(rounds);
}

const micros = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} µs`;
