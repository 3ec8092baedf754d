import { RING_MS_MIN } from '../floor-day.ts';
import type { FloorScenario } from '../floor-scenario.ts';
import { People } from '../people.ts';
import { staffOf } from '../staff.ts';
import { type Twin, twinOccupancy } from './markov-twin.ts';

/** How busy agents could be at best, 0..1. */
export type ScenarioBounds = {
  /** Who knows every outcome in advance has idle agents only where lines are short. */
  readonly fluid: number;
  /** The optimum of the exponential twin, hour by hour; undefined where its states are too many. */
  readonly twin: number | undefined;
};

const AGENTS_MAX = 200;
/** So many dials tell the means of a list at an hour. */
const DIALS = 4_000;
const HALF_HOUR_MS = 1_800_000;
/** Answer shares and staffing within a twentieth of each other are solved once. */
const STEPS = 20;

/**
 * The twin is a benchmark rather than a strict bound: ages carry information that exponentials
 * hide, and calls may be taken back, which it forbids.
 */
export function boundsOf(scenario: FloorScenario, share: number): ScenarioBounds {
  const stretches = stretchesOf(scenario);
  const fluid = meanBy(stretches, (stretch) => fluidOccupancy(scenario, stretch));
  if (scenario.agents > AGENTS_MAX) return { fluid, twin: undefined };
  const solved = new Map<string, number>();
  const twin = meanBy(stretches, (stretch) => {
    const key = `${stretch.agents} ${Math.round(STEPS * Math.log(stretch.answerShare))}`;
    const occupancy = solved.get(key) ?? twinOccupancy(stretch, share);
    solved.set(key, occupancy);
    return Math.min(occupancy, fluidOccupancy(scenario, stretch));
  });
  return { fluid, twin };
}

/** Half an hour of the shift as the twin sees it. */
type Stretch = Twin & {
  /** That a talk takes of a line. */
  readonly lineS: number;
  /** That a dial takes of one, if who answers no agent is given up as soon as the law lets it. */
  readonly dialS: number;
};

function stretchesOf(scenario: FloorScenario): readonly Stretch[] {
  const people = new People(scenario, 0);
  const staffed = staffedByHalfHour(scenario);
  let first = 0;
  const stretches: Stretch[] = [];
  for (const [halfHour, agents] of staffed.entries()) {
    if (agents === 0 || first >= people.count) continue;
    const means = meansOf(people, first, (halfHour + 0.5) * HALF_HOUR_MS);
    stretches.push({ ...means, agents });
    // As many records as busy agents need take the day on to the next list.
    const calls = (agents * HALF_HOUR_MS) / 1_000 / means.handleS;
    first += Math.round((0.9 * calls) / means.answerShare);
  }
  return stretches;
}

/** Agents who are there, in steps of a twentieth of all. */
function staffedByHalfHour(scenario: FloorScenario): readonly number[] {
  const { agents, hours } = scenario;
  const step = Math.max(1, Math.round(agents / STEPS));
  const plans = staffOf(scenario, 1);
  return Array.from({ length: Math.round(hours * 2) }, (_, halfHour) => {
    const at = (halfHour + 0.5) * HALF_HOUR_MS;
    const there = plans.filter(
      ({ loginMs, breaks }) =>
        loginMs <= at && !breaks.some(({ atMs, lengthMs }) => atMs <= at && at < atMs + lengthMs),
    ).length;
    return Math.min(agents, Math.round(there / step) * step);
  });
}

/** Means of the next dials at that time of the shift. */
function meansOf(people: People, first: number, dialedMs: number): Omit<Stretch, 'agents'> {
  const dials = Math.min(DIALS, people.count - first);
  let [taken, handleMs, lineMs, ringMs, dialMs, graceMs] = [0, 0, 0, 0, 0, 0];
  for (let record = first; record < first + dials; record += 1) {
    const { fate } = people.dial(record, dialedMs);
    const givenUpMs = fate.ringsMs + RING_MS_MIN;
    if (!('answersMs' in fate)) {
      ringMs += fate.endsMs;
      dialMs += Math.min(fate.endsMs, givenUpMs);
      continue;
    }
    const { verdictMs, isTakenForPerson, inTimeMs, talkMs, wrapUpMs } = fate.answer;
    const soughtMs = fate.answersMs + verdictMs;
    ringMs += soughtMs;
    dialMs += isTakenForPerson ? soughtMs : Math.min(soughtMs, givenUpMs);
    if (!isTakenForPerson) continue;
    taken += 1;
    handleMs += talkMs + wrapUpMs;
    lineMs += talkMs;
    graceMs += Math.max(0, inTimeMs - verdictMs);
  }
  const each = 1_000 * Math.max(1, taken);
  return {
    answerShare: Math.max(1, taken) / dials,
    ringS: ringMs / 1_000 / dials,
    dialS: dialMs / 1_000 / dials,
    handleS: handleMs / each,
    lineS: lineMs / each,
    graceS: graceMs / each,
  };
}

/** What the lines allow: each talk holds one, and all the dials that it takes to get one. */
function fluidOccupancy(scenario: FloorScenario, stretch: Stretch): number {
  const { agents, handleS, lineS, dialS, answerShare } = stretch;
  if (scenario.lines === undefined) return 1;
  return Math.min(1, (scenario.lines * handleS) / (agents * (lineS + dialS / answerShare)));
}

/** Weighed by agents. */
function meanBy(stretches: readonly Stretch[], value: (stretch: Stretch) => number): number {
  const agents = stretches.reduce((sum, stretch) => sum + stretch.agents, 0);
  return stretches.reduce((sum, stretch) => sum + value(stretch) * stretch.agents, 0) / agents;
}
