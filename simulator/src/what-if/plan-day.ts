import { hours, millis } from '@outpace/engine/basics/time.ts';
import { ABANDONMENT_PERIOD_MS } from '@outpace/engine/dialing/past-answers.ts';
import type { PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { createController } from '@outpace/engine/pacing/controller.ts';
import type { WhatIfDay, WhatIfPlan } from '@outpace/protocol/what-if.ts';
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

/** An ordinary list and detection; what the plan says of them instead. */
const scenarioOf = (plan: WhatIfPlan): FloorScenario => ({
  ...ordinary(plan.agents),
  name: 'plan',
  hours: plan.hours,
  lists: [{ listId: 'main', records: plan.records, people: [[0, plan.answerRate]] }],
  talk: logNormal(plan.talkMs, TALK_SPREAD, TALK_MS_MIN),
  wrapUp: logNormal(plan.wrapUpMs, WRAP_UP_SPREAD),
});

const limitsOf = ({ target, abandonShareMax }: WhatIfPlan): PacingLimits => ({
  target,
  ceiling: { share: abandonShareMax, periodMs: ABANDONMENT_PERIOD_MS },
  ringMs: millis(RING_MS_MIN),
  takesBack: true,
});
