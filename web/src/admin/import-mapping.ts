import type {
  ImportFile,
  ImportMapping,
  ImportPreview,
  ListField,
  SavedMappingBody,
  SavedMappingRow,
} from '@outpace/protocol/calling-lists.ts';
import { fieldKeyFrom } from './field-key.ts';

/** The file as the mapping reads it. */
export type FileShape = {
  /** One name per column; `Column 3` where the file has none. */
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** A file that was sent, for whatever kind of list. */
type SentFile = Pick<ImportFile, 'header' | 'sample'> & {
  readonly suggested: { readonly hasHeader: boolean; readonly columns: readonly unknown[] };
};

/** What the first line is, may be chosen; both choices are made from the rows that were sent. */
export function shapeOf(file: SentFile, hasHeader: boolean): FileShape {
  const wasHeader = file.suggested.hasHeader;
  const [first, ...rest] = file.sample;
  const header = wasHeader ? file.header : (first ?? []);
  const rows = wasHeader ? file.sample : rest;
  const width = file.suggested.columns.length;
  const names = Array.from({ length: width }, (_, index) => {
    const named = hasHeader ? (header[index]?.trim() ?? '') : '';
    return named === '' ? `Column ${index + 1}` : named;
  });
  return { names, rows: hasHeader ? rows : [header, ...rows] };
}

/** Ends a choice that makes a field of the column. */
export const NEW_FIELD = 'new-field';

/** Maps one column. A target is used once: the column that had it is skipped from now on. */
export function withTarget(
  mapping: ImportMapping,
  index: number,
  wanted: string,
  column: { readonly name: string; readonly known: readonly ListField[] },
): ImportMapping {
  const field = wanted === NEW_FIELD ? fieldFrom(column.name, mapping, column.known) : undefined;
  const target = field === undefined ? wanted : `field:${field.key}`;
  const columns = mapping.columns.map((old, at) => {
    if (at === index) return { target };
    return target !== 'skip' && old.target === target ? { target: 'skip' } : old;
  });
  const added = field === undefined ? mapping.newFields : [...mapping.newFields, field];
  return consistent({ ...mapping, columns, newFields: added });
}

/**
 * The mapping for a file that was read again. Its columns stay as they were chosen while there are
 * as many; cut into others, they are guessed anew. What is done with the rows stays in any case.
 */
export function withReading(mapping: ImportMapping, file: ImportFile): ImportMapping {
  const { separator, encoding, columns, newFields, hasHeader } = file.suggested;
  if (columns.length === mapping.columns.length) return { ...mapping, separator, encoding };
  return consistent({ ...mapping, separator, encoding, columns, newFields, hasHeader });
}

/** What is kept of a mapping: with all fields it fills, for a list that may have none of them. */
export function savedFrom(
  name: string,
  mapping: ImportMapping,
  { names }: FileShape,
  known: readonly ListField[],
): SavedMappingBody {
  const used = new Set(mapping.columns.map(({ target }) => target));
  const fields = [...known, ...mapping.newFields];
  const newFields = fields.filter(({ key }) => used.has(`field:${key}`));
  return { name, header: [...names], mapping: { ...mapping, newFields } };
}

/** A saved mapping for this file: columns by name, the reading as it is, the rest as saved. */
export function withSaved(
  mapping: ImportMapping,
  { names }: FileShape,
  saved: SavedMappingRow,
  known: readonly ListField[],
): ImportMapping {
  const targets = new Map(
    saved.header.map((name, at) => [name, saved.mapping.columns[at]?.target ?? 'skip']),
  );
  const has = new Set(known.map(({ key }) => key));
  const { hasHeader, separator, encoding } = mapping;
  return consistent({
    ...saved.mapping,
    ...{ hasHeader, separator, encoding },
    columns: names.map((name) => ({ target: targets.get(name) ?? 'skip' })),
    newFields: saved.mapping.newFields.filter(({ key }) => !has.has(key)),
  });
}

/** Without fields that no column fills, and without chains by an id that is not read. */
function consistent(mapping: ImportMapping): ImportMapping {
  const used = new Set(mapping.columns.map(({ target }) => target));
  return {
    ...mapping,
    newFields: mapping.newFields.filter(({ key }) => used.has(`field:${key}`)),
    chainByCustomerId: mapping.chainByCustomerId && used.has('customer-id'),
    key: used.has('customer-id') ? mapping.key : 'phone',
  };
}

function fieldFrom(name: string, mapping: ImportMapping, known: readonly ListField[]): ListField {
  const key = fieldKeyFrom(name, [...mapping.newFields, ...known]);
  return { key, label: name.slice(0, 120), type: 'text', choices: [] };
}

export type MappedCell = {
  readonly column: number;
  readonly text: string;
  /** What is wrong with it, in words; undefined when nothing. */
  readonly problem: string | undefined;
};

export type MappedRow = {
  readonly line: number;
  readonly cells: readonly MappedCell[];
  /** Of the row as a whole. */
  readonly problem: string | undefined;
};

/** The first rows as the server reads them, for whatever kind of list. */
type ReadRows = {
  readonly rows: readonly Pick<ImportPreview['rows'][number], 'line' | 'phone' | 'problems'>[];
};

/** The file's cells with what the server says of each; the number is shown as it will be dialed. */
export function mappedRows(
  shape: FileShape,
  mapping: Pick<ImportMapping, 'hasHeader' | 'columns'>,
  preview: ReadRows | undefined,
): readonly MappedRow[] {
  return shape.rows.map((cells, at) => {
    const read = preview?.rows[at];
    const problems = read?.problems ?? [];
    const reasonsOf = (column: string): string | undefined =>
      problems
        .filter((problem) => problem.column === column)
        .map(({ reason }) => reason)
        .join(' ') || undefined;
    return {
      line: read?.line ?? at + (mapping.hasHeader ? 2 : 1),
      problem: reasonsOf(''),
      cells: shape.names.map((name, column) => {
        const problem = reasonsOf(name);
        const isPhone = mapping.columns[column]?.target === 'phone' && problem === undefined;
        const text = isPhone ? (read?.phone ?? cells[column]) : cells[column];
        return { column, text: text ?? '', problem };
      }),
    };
  });
}

/** `18 of 20 rows can be imported.` */
export function previewSentence(preview: ReadRows): string {
  const good = preview.rows.filter(({ problems }) => problems.length === 0).length;
  const total = preview.rows.length;
  return good === total
    ? `All ${total} rows shown can be imported.`
    : `${good} of the ${total} rows shown can be imported; the others would go to the error file.`;
}
