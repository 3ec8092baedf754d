import { hours, millis } from '@outpace/engine/basics/time.ts';
import { ABANDONMENT_PERIOD_MS } from '@outpace/engine/dialing/past-answers.ts';
import type { PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { createController } from '@outpace/engine/pacing/controller.ts';
import type { DayShape, WhatIfDay, WhatIfPlan } from '@outpace/protocol/what-if.ts';
import { Floor } from '../pacing/floor.ts';
import { decisionGapOf, RING_MS_MIN } from '../pacing/floor-day.ts';
import { measuresOf } from '../pacing/floor-measures.ts';
import type { FloorScenario } from '../pacing/floor-scenario.ts';
import { ordinary } from '../pacing/floor-scenarios.ts';
import { logNormal } from '../pacing/laws.ts';
import { predictive } from '../pacing/predictive.ts';
import { progressive } from '../rivals/progressive.ts';

/** One day of a plan, lived by the product's own pacing. */
export function planDay(plan: WhatIfPlan, seed: number): WhatIfDay {
  const scenario = scenarioOf(plan);
  const kind = plan.mode === 'predictive' ? PREDICTIVE : progressive;
  const pacer = kind.make(limitsOf(plan));
  const decisionGapMs = decisionGapOf(scenario);
  const tally = new Floor({ scenario, seed, pacer, decisionGapMs }).run();
  const measures = measuresOf(tally, plan.abandonShareMax);
  const staffedMs = tally.busyMs + tally.readyMs + tally.awayMs;
  const lived = staffedMs / plan.agents / hours(1);
  return {
    occupancy: measures.occupancy,
    abandonment: measures.abandonment.share ?? 0,
    contactsPerHour: lived === 0 ? 0 : tally.contacts / lived,
    agentWaitMs: measures.waitMs,
    hours: lived,
  };
}

const PREDICTIVE = predictive('predictive', createController);

/** Talk times of real conversations lie as far apart as this: standard deviation ÷ mean. */
const TALK_SPREAD = 0.9;
const WRAP_UP_SPREAD = 0.7;
const TALK_MS_MIN = 1_000;
/** More than any site has; where hardly anybody answers, the air would fill without end. */
const LINES_PER_AGENT = 20;

/** An ordinary list and detection; what the plan says of them instead. */
const scenarioOf = (plan: WhatIfPlan): FloorScenario => ({
  ...ordinaryDay(plan),
  ...(plan.shape === undefined ? {} : measuredDay(plan, plan.shape)),
});

const ordinaryDay = (plan: WhatIfPlan): FloorScenario => ({
  ...ordinary(plan.agents),
  name: 'plan',
  hours: plan.hours,
  lines: plan.agents * LINES_PER_AGENT,
  lists: [{ listId: 'main', records: plan.records, people: [[0, plan.answerRate]] }],
  talk: logNormal(plan.talkMs, TALK_SPREAD, TALK_MS_MIN),
  wrapUp: logNormal(plan.wrapUpMs, WRAP_UP_SPREAD),
});

/** Rates by hour, straight between the middles of the hours, and times as they were measured. */
function measuredDay({ agents, records }: WhatIfPlan, shape: DayShape): Partial<FloorScenario> {
  const { answerRates, answerAfterMs, talkMs } = shape;
  const points = answerRates.map((share, hour) => [hour + 0.5, share] as const);
  const people = [[0, answerRates[0] ?? 0] as const, ...points];
  const ways = ordinary(agents).ways;
  // Whoever answered on that day answered while it rang.
  const ringMs = Math.max(ways.ringMs, (answerAfterMs.at(-1) ?? 0) + 1);
  const personAnswers = { kind: 'measured', quantilesMs: answerAfterMs } as const;
  return {
    lists: [{ listId: 'main', records, people }],
    ways: { ...ways, personAnswers, ringMs },
    talk: { kind: 'measured', quantilesMs: talkMs },
  };
}

const limitsOf = ({ target, abandonShareMax }: WhatIfPlan): PacingLimits => ({
  target,
  ceiling: { share: abandonShareMax, periodMs: ABANDONMENT_PERIOD_MS },
  ringMs: millis(RING_MS_MIN),
  takesBack: true,
});
