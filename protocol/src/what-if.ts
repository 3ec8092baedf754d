import { Type } from 'typebox';
import { PacingTargetBody } from './pacing.ts';
import { closed, id, oneOf } from './schema.ts';
import { WHAT_IF_MODES } from './tables.ts';

/*
 * What-if: days of a plan that are simulated, each with other people, none of them called. The
 * answer is how far the days lie apart, never one promise.
 */

/** POST /api/what-ifs. Times in ms, shares 0..1. */
export const WhatIfPlan = closed({
  agents: Type.Integer({ minimum: 1, maximum: 1_000 }),
  hours: Type.Number({ minimum: 0.5, maximum: 12, description: 'Length of the shift' }),
  records: Type.Integer({ minimum: 1, maximum: 10_000_000, description: 'Size of the list' }),
  answerRate: Type.Number({
    minimum: 0.01,
    maximum: 0.95,
    description: 'Share of dials that a person answers',
  }),
  talkMs: Type.Integer({ minimum: 1_000, maximum: 3_600_000, description: 'Mean talk time' }),
  wrapUpMs: Type.Integer({ minimum: 0, maximum: 3_600_000, description: 'Mean after-call work' }),
  mode: oneOf(WHAT_IF_MODES),
  target: PacingTargetBody,
  abandonShareMax: Type.Number({ minimum: 0, maximum: 1, description: 'Ceiling of the campaign' }),
  days: Type.Integer({ minimum: 5, maximum: 40, description: 'How many days are simulated' }),
});
export type WhatIfPlan = Type.Static<typeof WhatIfPlan>;

/** What one simulated day came to. */
export type WhatIfDay = {
  /** Busy ÷ (busy + ready), 0..1. */
  readonly occupancy: number;
  /** Abandoned ÷ live answers on the legal definition, 0..1. */
  readonly abandonment: number;
  /** Conversations of the whole team in an hour. */
  readonly contactsPerHour: number;
  /** Mean time an agent is ready between two calls, ms. */
  readonly agentWaitMs: number;
  /** Until the list was used up or the shift was over. */
  readonly hours: number;
};

export type WhatIfMeasure = keyof WhatIfDay;

/** Eight of ten days lie from `low` to `high`, half of them below `middle`. */
const Spread = closed({ low: Type.Number(), middle: Type.Number(), high: Type.Number() });
export type Spread = Type.Static<typeof Spread>;

const Measures = <Of extends typeof Spread | Type.TNumber>(of: Of) =>
  closed({
    occupancy: of,
    abandonment: of,
    contactsPerHour: of,
    agentWaitMs: of,
    hours: of,
  });

/** The answer so far; `spreads` is there from the first day on. */
export const WhatIfRow = closed({
  id: id(),
  state: oneOf(['waiting', 'running', 'done', 'cancelled', 'failed']),
  plan: WhatIfPlan,
  days: Type.Array(Measures(Type.Number()), { description: 'Those that are over' }),
  spreads: Type.Optional(Measures(Spread)),
});
export type WhatIfRow = Type.Static<typeof WhatIfRow>;
