import { Type } from 'typebox';
import { closed, id, name, nullable, oneOf } from './schema.ts';
import { SuppressBody } from './suppressions.ts';

const ends = () =>
  nullable(Type.String({ format: 'date-time', description: 'Null: it never ends' }));

/** POST /api/suppression-lists, PUT /api/suppression-lists/:suppressionListId. */
export const SuppressionListBody = closed({
  name: name(),
  /** Only for contacts of this calling list; null: of whichever. */
  callingListId: nullable(id()),
  /** Only for calls of these campaigns, which no calling list is named beside; null: of any. */
  campaignIds: Type.Optional(nullable(Type.Array(id(), { minItems: 1, maxItems: 200 }))),
  /** False: none of its entries counts until it is true again. Without it: true. */
  inForce: Type.Optional(Type.Boolean()),
  endsAt: ends(),
});
export type SuppressionListBody = Type.Static<typeof SuppressionListBody>;

export const SuppressionListRow = closed({
  ...SuppressionListBody.properties,
  /** Empty: every campaign that it held for is gone. */
  campaignIds: nullable(Type.Array(id())),
  inForce: Type.Boolean(),
  id: id(),
  version: Type.Integer(),
  addedBy: Type.String(),
  addedAt: Type.String({ format: 'date-time' }),
  /** Those that have not come to an end. */
  entries: Type.Integer(),
});
export type SuppressionListRow = Type.Static<typeof SuppressionListRow>;

const SuppressionKeyBody = SuppressBody.properties.keys.items;

/** POST /api/suppression-lists/:suppressionListId/entries: one that is there gets the new end. */
export const SuppressionEntriesBody = closed({
  keys: Type.Array(SuppressionKeyBody, { minItems: 1, maxItems: 5_000 }),
  endsAt: ends(),
  /** Whoever asks later reads it; without one an entry that is there keeps its own. */
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
});
export type SuppressionEntriesBody = Type.Static<typeof SuppressionEntriesBody>;

/** POST /api/suppression-lists/:suppressionListId/entries/end. */
export const SuppressionEndBody = closed({
  keys: SuppressionEntriesBody.properties.keys,
});
export type SuppressionEndBody = Type.Static<typeof SuppressionEndBody>;

export const EntriesChanged = closed({ entries: Type.Integer() });
export type EntriesChanged = Type.Static<typeof EntriesChanged>;

/** GET /api/suppression-lists/:suppressionListId/entries: those in force, the newest first. */
export const SuppressionEntryRow = closed({
  kind: oneOf(['phone', 'customer'] as const),
  /** The number in E.164, or the customer id. */
  value: Type.String(),
  /** Empty: none was given. */
  reason: Type.String(),
  /** The name of whoever added it; empty: not kept. */
  addedBy: Type.String(),
  addedAt: Type.String({ format: 'date-time' }),
  endsAt: ends(),
});
export type SuppressionEntryRow = Type.Static<typeof SuppressionEntryRow>;
