import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import {
  CONTACT_TYPES,
  RECORD_STATUSES,
  RECORD_TYPES,
} from '@outpace/engine/calling-lists/record.ts';
import { FIELD_TYPES } from '@outpace/engine/campaigns/campaign.ts';
import { Type } from 'typebox';
import { closed, id, name, oneOf } from './schema.ts';

export const ListField = closed({
  key: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
  label: name(),
  type: oneOf(FIELD_TYPES),
  choices: Type.Array(Type.String({ maxLength: 120 }), { maxItems: 200 }),
});
export type ListField = Type.Static<typeof ListField>;

const secondsOfDay = () => Type.Integer({ minimum: 0, maximum: 86_400 });

/** POST /api/calling-lists; PUT /api/calling-lists/:listId with `version`. */
export const CallingListBody = closed({
  name: name(),
  defaultCountry: Type.String({ pattern: '^[A-Z]{2}$' }),
  defaultZone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA zone' }),
  dailyFrom: secondsOfDay(),
  dailyTill: secondsOfDay(),
  fields: Type.Array(ListField, { maxItems: 100 }),
});
export type CallingListBody = Type.Static<typeof CallingListBody>;

/** GET /api/calling-lists, GET /api/calling-lists/:listId. */
export const CallingListRow = closed({
  ...CallingListBody.properties,
  id: id(),
  version: Type.Integer(),
  chains: Type.Integer({ description: 'Persons in the list' }),
  open: Type.Integer({ description: 'Persons who may still be called' }),
});
export type CallingListRow = Type.Static<typeof CallingListRow>;

/** GET /api/calling-lists/:listId/records?after=&limit= (administrator), in the order of ids. */
export const ListRecord = closed({
  recordId: id(),
  chainId: id(),
  chainN: Type.Integer({ description: 'Place in the chain, from 0' }),
  contactName: Type.String(),
  customerId: Type.Union([Type.String(), Type.Null()]),
  state: oneOf(['ready', 'closed']),
  phone: Type.String(),
  contactType: oneOf(CONTACT_TYPES),
  recordType: oneOf(RECORD_TYPES),
  recordStatus: oneOf(RECORD_STATUSES),
  callResult: oneOf(CALL_RESULTS),
  attempts: Type.Integer(),
  zone: Type.String({ description: 'IANA zone' }),
  dailyFrom: secondsOfDay(),
  dailyTill: secondsOfDay(),
  calledAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  dueAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  fields: Type.Record(Type.String(), Type.Unknown()),
});
export type ListRecord = Type.Static<typeof ListRecord>;

export const ListRecords = closed({
  records: Type.Array(ListRecord),
  next: Type.Union([id(), Type.Null()], { description: '`after` of the next page; null: the end' }),
});
export type ListRecords = Type.Static<typeof ListRecords>;

/** Where a column of the file goes. `field:` is followed by the key of a custom field. */
export const IMPORT_TARGETS = [
  'skip',
  'phone',
  'contact-name',
  'first-name',
  'last-name',
  'customer-id',
  'zone',
  'contact-type',
  'daily-from',
  'daily-till',
] as const;

/**
 * What a row does when the list has its key already: comes in all the same, changes what its cells
 * say, or takes the place of everything that an import can bring. Attempts and results stay.
 */
export const IMPORT_WAYS = ['append', 'update', 'replace'] as const;
/** By what `update` and `replace` know a row again. */
export const IMPORT_KEYS = ['phone', 'customer-id'] as const;
/** How far a number is looked for, each wider than the one before. */
export const DUPLICATE_SCOPES = ['nowhere', 'file', 'list', 'campaigns'] as const;

/** How the bytes of a file are read. Guessed when it is sent; a person may know better. */
export const ImportReading = closed({
  separator: oneOf([',', ';', '\t', '|']),
  encoding: oneOf(['utf-8', 'windows-1252', 'iso-8859-1']),
});
export type ImportReading = Type.Static<typeof ImportReading>;

export const ImportMapping = closed({
  /** One entry per column of the file, in order. */
  columns: Type.Array(
    closed({
      target: Type.String({
        pattern: `^(${IMPORT_TARGETS.join('|')}|field:[a-z][a-z0-9_]{0,39})$`,
      }),
    }),
    { minItems: 1, maxItems: 500 },
  ),
  hasHeader: Type.Boolean(),
  ...ImportReading.properties,
  /** Fields to add to the list for `field:` targets it does not have yet. */
  newFields: Type.Array(ListField, { maxItems: 100 }),
  /** Rows of one customer id become one chain; without it, each row is a chain. */
  chainByCustomerId: Type.Boolean(),
  /**
   * A row is refused whose number came before in the file, or is in the list, or in any list of a
   * campaign that dials this list.
   */
  refuseDuplicatesIn: oneOf(DUPLICATE_SCOPES),
  way: oneOf(IMPORT_WAYS),
  /** Without meaning for `append`. */
  key: oneOf(IMPORT_KEYS),
});
export type ImportMapping = Type.Static<typeof ImportMapping>;

/**
 * POST /api/calling-lists/:listId/import-files (multipart, one file) keeps the file and answers
 * with what it looks like. POST …/import-files/:fileId/look reads it again in the way that is said.
 * POST …/import-files/:fileId/preview with a mapping gives twenty rows.
 * POST …/import-files/:fileId/import starts. DELETE /api/imports/:importId cancels.
 */
export const ImportFile = closed({
  fileId: id(),
  fileName: Type.String(),
  bytes: Type.Integer(),
  suggested: ImportMapping,
  header: Type.Array(Type.String()),
  /** At most 20 rows as they stand in the file. */
  sample: Type.Array(Type.Array(Type.String())),
});
export type ImportFile = Type.Static<typeof ImportFile>;

/** POST /api/calling-lists/:listId/import-urls: a file that the server is to fetch. */
export const ImportUrl = closed({
  url: Type.String({
    minLength: 1,
    maxLength: 2_000,
    description: 'http or https, on the open network unless the operator allows its host',
  }),
});
export type ImportUrl = Type.Static<typeof ImportUrl>;

export const ImportPreview = closed({
  rows: Type.Array(
    closed({
      line: Type.Integer(),
      phone: Type.String(),
      contactName: Type.String(),
      customerId: Type.String(),
      zone: Type.String(),
      fields: Type.Record(Type.String(), Type.Unknown()),
      /** Empty when the row would be imported. */
      problems: Type.Array(closed({ column: Type.String(), reason: Type.String() })),
    }),
  ),
});
export type ImportPreview = Type.Static<typeof ImportPreview>;

/**
 * POST /api/import-mappings keeps a mapping for the next file of the same kind, which may have its
 * columns in another order: they are known again by the names in the header.
 */
export const SavedMappingBody = closed({
  name: name(),
  header: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 500 }),
  /** `newFields` are all fields that it fills, whatever list it was made for. */
  mapping: ImportMapping,
});
export type SavedMappingBody = Type.Static<typeof SavedMappingBody>;

/** GET /api/import-mappings; DELETE /api/import-mappings/:mappingId. */
export const SavedMappingRow = closed({ id: id(), ...SavedMappingBody.properties });
export type SavedMappingRow = Type.Static<typeof SavedMappingRow>;

/** GET /api/imports/:importId; the error file is GET /api/imports/:importId/errors.csv. */
export const ImportRow = closed({
  id: id(),
  listId: id(),
  fileName: Type.String(),
  state: oneOf(['running', 'done', 'cancelled', 'refused', 'failed']),
  rowsRead: Type.Integer(),
  rowsImported: Type.Integer(),
  rowsChanged: Type.Integer({ description: 'Of those imported: rows that were in the list' }),
  rowsRefused: Type.Integer(),
  bytesRead: Type.Integer(),
  bytesTotal: Type.Integer(),
  problem: Type.Union([Type.String(), Type.Null()]),
  /** A restart has cut it off, and this import was begun in its place, from the same file. */
  restartedAs: Type.Union([id(), Type.Null()]),
  startedAt: Type.String({ format: 'date-time' }),
  endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
export type ImportRow = Type.Static<typeof ImportRow>;
