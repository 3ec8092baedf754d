import { Type } from 'typebox';
import { ImportFile, ImportReading } from './calling-lists.ts';
import { closed, nullable, oneOf } from './schema.ts';

/** Where a column of the file may go. A row needs a number or a customer id; with both, each. */
export const SUPPRESSION_TARGETS = ['skip', 'phone', 'customer-id', 'reason', 'ends-on'] as const;

/** `append` adds, and gives what is there the new end; after `replace` nothing else is there. */
export const SUPPRESSION_IMPORT_WAYS = ['append', 'replace'] as const;

export const SuppressionMapping = closed({
  /** One entry per column of the file, in order. */
  columns: Type.Array(closed({ target: oneOf(SUPPRESSION_TARGETS) }), {
    minItems: 1,
    maxItems: 500,
  }),
  hasHeader: Type.Boolean(),
  ...ImportReading.properties,
  /** Numbers without a country code are read as of this country. */
  defaultCountry: Type.String({ pattern: '^[A-Z]{2}$' }),
  /** Days of the column begin in it. */
  zone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA zone' }),
  /** Of rows that say no end themselves; null: they never end. */
  endsAt: nullable(Type.String({ format: 'date-time' })),
  /** Of rows that say none themselves; may be empty. */
  reason: Type.String({ maxLength: 500 }),
  way: oneOf(SUPPRESSION_IMPORT_WAYS),
});
export type SuppressionMapping = Type.Static<typeof SuppressionMapping>;

/**
 * POST /api/suppression-lists/:suppressionListId/import-files (multipart, one file) keeps the file
 * and answers with what it looks like. POST …/import-files/:fileId/look reads it again in the way
 * that is said, …/preview gives twenty rows, and …/import starts.
 */
export const SuppressionFile = closed({
  ...ImportFile.properties,
  suggested: SuppressionMapping,
});
export type SuppressionFile = Type.Static<typeof SuppressionFile>;

export const SuppressionPreview = closed({
  rows: Type.Array(
    closed({
      line: Type.Integer(),
      /** In E.164; empty: none. */
      phone: Type.String(),
      customerId: Type.String(),
      reason: Type.String(),
      endsAt: nullable(Type.String({ format: 'date-time' })),
      /** Empty when the row would be imported. */
      problems: Type.Array(closed({ column: Type.String(), reason: Type.String() })),
    }),
  ),
});
export type SuppressionPreview = Type.Static<typeof SuppressionPreview>;
