import type { Row } from './trials.ts';

const COLUMNS: readonly (readonly [head: string, width: number, cell: (row: Row) => string])[] = [
  ['scenario', 18, ({ scenario }) => scenario],
  ['pacer', 17, ({ pacer }) => pacer],
  ['busy %', 7, ({ measures }) => percent(measures.occupancy, 1)],
  ['aband. %', 9, ({ measures }) => percent(measures.abandonment.share, 2)],
  [
    'interval',
    13,
    ({ measures: { abandonment } }) =>
      `${percent(abandonment.low, 2)}–${percent(abandonment.high, 2)}`,
  ],
  ['own %', 6, ({ measures }) => percent(measures.reported, 2)],
  ['½ h %', 6, ({ measures }) => percent(measures.worstHalfHour, 1)],
  ['day %', 6, ({ measures }) => percent(measures.worstDay?.share, 2)],
  ['wait s', 7, ({ measures }) => (measures.waitMs / 1_000).toFixed(1)],
  ['95 %', 6, ({ measures }) => (measures.waitMs95 / 1_000).toFixed(0)],
  ['dials', 6, ({ measures }) => measures.dialsPerContact.toFixed(1)],
  ['setting', 0, ({ setting }) => setting ?? ''],
];

export const head = (): string => lineOf(([head]) => head);

export const lineFor = (row: Row): string => lineOf(([, , cell]) => cell(row));

const lineOf = (cellOf: (column: (typeof COLUMNS)[number]) => string): string =>
  COLUMNS.map((column, index) => {
    const cell = cellOf(column);
    return index < 2 || column[1] === 0 ? cell.padEnd(column[1]) : cell.padStart(column[1]);
  })
    .join(' ')
    .trimEnd();

const percent = (share: number | undefined, digits: number): string =>
  share === undefined ? '–' : (share * 100).toFixed(digits);
