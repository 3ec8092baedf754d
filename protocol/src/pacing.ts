import type { Millis } from '@outpace/engine/basics/time.ts';
import type { PacingTarget } from '@outpace/engine/pacing/contract.ts';
import { Type } from 'typebox';
import { closed } from './schema.ts';

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
