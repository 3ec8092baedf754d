import type { AgentId, ChainId, RecordId } from '@outpace/engine/basics/ids.ts';
import { CALLBACK_KINDS, CALLBACK_STANDINGS } from '@outpace/engine/calling-lists/callback.ts';
import { Type } from 'typebox';
import { closed, id, instantMs, nullable, oneOf } from './schema.ts';

/** A record's id as it comes and goes; those made in a call are negative. */
const recordId = () =>
  Type.Unsafe<RecordId>(
    Type.String({ minLength: 1, maxLength: 60, pattern: '^-?[A-Za-z0-9._:]+$' }),
  );

/** A time as a clock in the zone shows it. `reading`: which of two, where clocks go back. */
export const LocalTimeBody = closed({
  local: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' }),
  zone: Type.String({ minLength: 1, maxLength: 60 }),
  reading: Type.Optional(
    Type.Unsafe<'earlier' | 'later' | undefined>(
      Type.Union([oneOf(['earlier', 'later'] as const), Type.Null()]),
    ),
  ),
});
export type LocalTimeBody = Type.Static<typeof LocalTimeBody>;

/** One of the person's numbers, or one as it was typed: read and refused by the server. */
export const NumberChoiceBody = Type.Union([
  closed({ kind: Type.Literal('record'), recordId: recordId() }),
  closed({
    kind: Type.Literal('new-number'),
    phone: Type.String({ minLength: 1, maxLength: 40 }),
  }),
]);
export type NumberChoiceBody = Type.Static<typeof NumberChoiceBody>;

export const CallbackWishBody = closed({
  time: LocalTimeBody,
  kind: oneOf(CALLBACK_KINDS),
  to: NumberChoiceBody,
});
export type CallbackWishBody = Type.Static<typeof CallbackWishBody>;

/** Somebody who has promised to call back, or who could. */
export const CallbackAgent = closed({ agentId: id<AgentId>(), name: Type.String() });
export type CallbackAgent = Type.Static<typeof CallbackAgent>;

/** A promise to call, until it is kept, changed or given up. */
export const CallbackRow = closed({
  chainId: id<ChainId>(),
  contactName: Type.String(),
  /** Null: the campaign group that promised it is gone, and nobody will call. */
  campaignName: nullable(Type.String()),
  kind: oneOf(CALLBACK_KINDS),
  /** Null: handed to the campaign. */
  promisedBy: nullable(CallbackAgent),
  dueAt: instantMs(),
  /** IANA zone of the person. */
  zone: Type.String(),
  standing: oneOf(CALLBACK_STANDINGS),
  /** Offered, called or talked about just now: it cannot be changed. */
  isWorkedOn: Type.Boolean(),
  recordId: recordId(),
  phone: Type.String(),
  /** Every number of the person, in calling order. */
  numbers: Type.Array(closed({ recordId: recordId(), phone: Type.String() })),
});
export type CallbackRow = Type.Static<typeof CallbackRow>;

/** GET /api/my-callbacks and GET /api/callbacks: the oldest promise first, at most 500. */
export const CallbackList = closed({
  callbacks: Type.Array(CallbackRow),
  /** When time alone will make the first of them stand differently; null: never. */
  changesAt: nullable(instantMs()),
});
export type CallbackList = Type.Static<typeof CallbackList>;

/** GET /api/callbacks/:chainId/agents: to whom it may be handed. */
export const CallbackAgents = closed({ agents: Type.Array(CallbackAgent) });
export type CallbackAgents = Type.Static<typeof CallbackAgents>;

/** POST /api/callbacks/:chainId/hand-over. */
export const HandOverBody = closed({
  to: Type.Union([id<AgentId>(), Type.Null()], { description: 'Null: to the campaign' }),
});
export type HandOverBody = Type.Static<typeof HandOverBody>;
