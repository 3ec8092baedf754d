import { REFUSALS, type Refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { REFUSAL_STATUS, RefusalBody } from '@outpace/protocol/refusals.ts';
import type { TSchema } from 'typebox';

/** The part of a reply that an answer needs. */
type Answering = { statusCode: number };

export const refusalBody = ({ code, detail, instead }: Refusal): RefusalBody => ({
  code,
  message: REFUSALS[code],
  ...(detail === undefined ? {} : { detail }),
  ...(instead === undefined ? {} : { instead }),
});

export const statusOf = ({ code }: Pick<Refusal, 'code'>): number => REFUSAL_STATUS[code] ?? 409;

/** Sets the status and gives the body of a refusal, to be returned by the route. */
export function refuse(reply: Answering, refusal: Refusal): RefusalBody {
  reply.statusCode = statusOf(refusal);
  return refusalBody(refusal);
}

/** The value, or the refusal with its status. */
export const answer = <Value>(
  reply: Answering,
  result: Result<Value, Refusal>,
): Value | RefusalBody => (result.ok ? result.value : refuse(reply, result.problem));

/** The response schemas of a route: what it answers, and that it may refuse. */
export const answers = <Schema extends TSchema>(schema: Schema) => ({
  200: schema,
  '4xx': RefusalBody,
  '5xx': RefusalBody,
});
