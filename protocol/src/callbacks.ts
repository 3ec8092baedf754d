import type { RecordId } from '@outpace/engine/basics/ids.ts';
import { CALLBACK_KINDS } from '@outpace/engine/calling-lists/callback.ts';
import { Type } from 'typebox';
import { closed, oneOf } from './schema.ts';

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
