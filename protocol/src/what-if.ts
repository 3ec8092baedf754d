import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { Type } from 'typebox';
import { PacingTargetBody } from './pacing.ts';
import { closed, id, oneOf } from './schema.ts';
import { WHAT_IF_MODES } from './tables.ts';

/*
 * What-if: days of a plan that are simulated, each with other people, none of them called. The
 * answer is how far the days lie apart, never one promise.
 */

/** How long something took, from the shortest to the longest in equal shares of the cases, ms. */
const Quantiles = Type.Array(Type.Integer({ minimum: 0, maximum: 86_400_000 }), {
  minItems: 2,
  maxItems: 101,
});

/** The shapes of a day that was, instead of those of an ordinary list. */
export const DayShape = closed({
  /** Share of dials that a person answered, hour by hour of the shift. */
  answerRates: Type.Array(Type.Number({ minimum: 0, maximum: 1 }), { minItems: 1, maxItems: 24 }),
  /** From dialing until a person answers. */
  answerAfterMs: Quantiles,
  talkMs: Quantiles,
});
export type DayShape = Type.Static<typeof DayShape>;

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
  shape: Type.Optional(DayShape),
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

/** GET /api/what-ifs/past-day; instants are ms since 1970. */
export const PastDayQuery = closed({
  groupId: id<CampaignGroupId>(),
  from: Type.String({ pattern: '^[0-9]{1,15}$' }),
  to: Type.String({ pattern: '^[0-9]{1,15}$' }),
});

/** A day of a group as it was, for a plan to begin with. */
export const PastDay = closed({
  attempts: Type.Integer(),
  agents: Type.Integer({ description: 'Who had a call' }),
  hours: Type.Number({ description: 'From the first attempt to the end of the last' }),
  answerRate: Type.Number(),
  talkMs: Type.Integer({ description: 'Mean' }),
  wrapUpMs: Type.Integer({ description: 'Mean' }),
  shape: DayShape,
});
export type PastDay = Type.Static<typeof PastDay>;
