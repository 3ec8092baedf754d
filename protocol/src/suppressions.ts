import { Type } from 'typebox';
import { closed } from './schema.ts';

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
