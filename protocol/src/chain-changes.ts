import type { RecordId } from '@outpace/engine/basics/ids.ts';
import { Type } from 'typebox';
import { closed } from './schema.ts';

/** POST /api/chains/{chainId}/reschedule: from when on the person may be called again. */
export const RescheduleBody = closed({
  dueAt: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})$',
      description: 'A moment with its offset: `2026-11-30T14:20:00Z`; without it now',
    }),
  ),
});
export type RescheduleBody = Type.Static<typeof RescheduleBody>;

/** POST /api/chains/{chainId}/numbers, and one in place of a record's. */
export const NumberBody = closed({
  phone: Type.String({ minLength: 1, maxLength: 40, description: 'E.164' }),
});
export type NumberBody = Type.Static<typeof NumberBody>;

/** PUT /api/chains/{chainId}/fields: what is known of a person beside their numbers. */
export const FieldsBody = closed({
  fields: Type.Record(
    Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
    Type.Union([Type.String({ maxLength: 4_000 }), Type.Number(), Type.Boolean(), Type.Null()]),
    { minProperties: 1, maxProperties: 100, description: 'Of the list; null empties one' },
  ),
  recordId: Type.Optional(
    Type.Unsafe<RecordId>(
      Type.String({
        pattern: '^-?[0-9]{1,18}$',
        description: 'Of one number; without it of each of them',
      }),
    ),
  ),
});
export type FieldsBody = Type.Static<typeof FieldsBody>;
