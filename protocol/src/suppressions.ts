import { Type } from 'typebox';
import { closed, id, nullable, oneOf } from './schema.ts';

/** POST /api/suppressions: whom nobody of this site calls any more. */
export const SuppressBody = closed({
  keys: Type.Array(
    Type.Union([
      closed({
        kind: Type.Literal('phone'),
        phone: Type.String({ minLength: 1, maxLength: 40, description: 'E.164' }),
      }),
      closed({
        kind: Type.Literal('customer'),
        customerId: Type.String({ minLength: 1, maxLength: 120 }),
      }),
    ]),
    { minItems: 1, maxItems: 100 },
  ),
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
});
export type SuppressBody = Type.Static<typeof SuppressBody>;

/** GET /api/suppressions: of a number, or of a customer, everything that is against calling. */
export const SuppressionsQuery = closed({
  phone: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'E.164' })),
  customerId: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
});
export type SuppressionsQuery = Type.Static<typeof SuppressionsQuery>;

export const SuppressionFound = closed({
  /** A customer where a number was asked: it is one of theirs. */
  kind: oneOf(['phone', 'customer'] as const),
  value: Type.String(),
  /** Null: asked for in a call, or said to the site, and on no list. */
  list: nullable(
    closed({
      id: id(),
      name: Type.String(),
      callingListId: nullable(id()),
      campaignIds: nullable(Type.Array(id())),
    }),
  ),
  reason: Type.String(),
  /** The name of whoever said so; empty: not kept. */
  addedBy: Type.String(),
  since: Type.String({ format: 'date-time' }),
  /** Null: for good. */
  until: nullable(Type.String({ format: 'date-time' })),
});
export type SuppressionFound = Type.Static<typeof SuppressionFound>;

export const SuppressionsAnswer = closed({
  kind: oneOf(['phone', 'customer'] as const),
  /** As it was understood. */
  value: Type.String(),
  found: Type.Array(SuppressionFound),
});
export type SuppressionsAnswer = Type.Static<typeof SuppressionsAnswer>;
