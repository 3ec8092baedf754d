import type { Millis } from '@outpace/engine/basics/time.ts';
import type { PacingTarget } from '@outpace/engine/pacing/contract.ts';
import type { PacingView } from '@outpace/engine/pacing/counts.ts';
import { Type } from 'typebox';
import { closed, instantMs } from './schema.ts';

/*
 * What predictive pacing aims at. The campaign's limit of abandoned calls holds over every target.
 */

const kind = <Kind extends PacingTarget['kind']>(of: Kind) => Type.Literal(of);

const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

/** Up to an hour. */
const time = (description: string) =>
  Type.Unsafe<Millis>(Type.Integer({ minimum: 1, maximum: 3_600_000, description }));

const weight = (description: string) =>
  Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000, description });

export const PacingTargetBody = Type.Union([
  closed({
    kind: kind('abandonment'),
    share: share('Abandoned ÷ live answers, 0..1; one above the limit is as good as the limit'),
  }),
  closed({ kind: kind('busy-factor'), share: share('Busy ÷ (busy + ready) of the agents, 0..1') }),
  closed({
    kind: kind('agent-wait'),
    ms: time('Mean time an agent is ready between two calls, ms'),
  }),
  closed({
    kind: kind('distribution-time'),
    ms: time('Mean time from the answer of a person to the agent, ms'),
  }),
  closed({
    kind: kind('maximum-gain'),
    gain: weight('What a person who is connected is worth'),
    loss: weight('What a person who is abandoned costs, in the same unit'),
  }),
]);

/** One decision, or several of the same second: then `opened` is their sum. */
export type PacingDecisionRow = PacingView & {
  /** Ms since 1970. */
  readonly at: number;
  readonly mode: string;
};

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What of a row is promised; predictive ones carry `forecast` as well. */
const PacingDecisionBody = Type.Unsafe<PacingDecisionRow>(
  Type.Object({
    at: instantMs(),
    mode: Type.String(),
    ready: count('Agents who could be given a person'),
    waiting: count('People who answered and wait for an agent'),
    inAir: count('Attempts that have not reached an agent or ended'),
    wanted: count('Calls that the rule asked for, before limits'),
    opened: count('Calls opened since the row before'),
    bound: Type.String({ description: 'What held the number where it is' }),
  }),
);

/** GET /api/dial-sessions/:groupId/decisions; instants are ms since 1970. */
export const DecisionsQuery = closed({
  from: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'Oldest row' })),
  to: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'Newest row' })),
});

/** Oldest first. Of the last hour at most one row a second, before it one in ten seconds. */
export const PacingDecisions = closed({ rows: Type.Array(PacingDecisionBody) });
export type PacingDecisions = Type.Static<typeof PacingDecisions>;
