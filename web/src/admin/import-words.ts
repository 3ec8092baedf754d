import type { ImportRow } from '@outpace/protocol/calling-lists.ts';

const count = (value: number): string => value.toLocaleString('en-GB');

/** Of the file that has been read, 0..1. */
export const importShare = ({ bytesRead, bytesTotal, state }: ImportRow): number =>
  state === 'done' || bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal);

export const IMPORT_STATE_WORDS: Readonly<Record<ImportRow['state'], string>> = {
  running: 'Running',
  done: 'Done',
  cancelled: 'Cancelled',
  refused: 'Refused',
  failed: 'Failed',
};

/** What became of an import, in one sentence. */
export function importSentence(row: ImportRow): string {
  switch (row.state) {
    case 'running':
      return `${count(row.rowsRead)} rows read so far.`;
    case 'done':
      return row.rowsRefused === 0
        ? `All ${count(row.rowsImported)} rows are in the list${changedWords(row)}.`
        : `${count(row.rowsImported)} rows are in the list${changedWords(row)}, ` +
            `${count(row.rowsRefused)} were refused.`;
    case 'cancelled':
      return 'Cancelled: nothing of this file is in the list.';
    case 'refused':
      return `Nothing was imported: ${row.problem ?? 'the file was refused.'}`;
    case 'failed':
      if (row.restartedAs !== null) {
        return 'A restart has cut the import off, and it was begun again from the same file.';
      }
      return 'The import was cut off: nothing of this file is in the list. Start it again.';
  }
}

/** How many of the rows were there before, when any were. */
const changedWords = ({ rowsChanged }: ImportRow): string =>
  rowsChanged === 0 ? '' : ` (${count(rowsChanged)} were there and have changed)`;

/** Rows per second of an import that has ended; undefined while it runs. */
export function importSpeed({ startedAt, endedAt, rowsRead }: ImportRow): number | undefined {
  if (endedAt === null) return undefined;
  const seconds = (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  return seconds <= 0 ? undefined : Math.round(rowsRead / seconds);
}

/** `4.6 MB`; powers of ten, as file managers show them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const [unit, size] = bytes < 1e6 ? (['kB', 1e3] as const) : (['MB', 1e6] as const);
  return `${(bytes / size).toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${unit}`;
}
