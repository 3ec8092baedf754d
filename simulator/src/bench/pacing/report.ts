import type { ScenarioBounds } from '../../pacing/bounds/scenario-bounds.ts';
import type { Row } from './trials.ts';

type Column = readonly [
  head: string,
  width: number,
  cell: (row: Row, bounds: ScenarioBounds) => string,
];

const COLUMNS: readonly Column[] = [
  ['pacer', 17, ({ pacer }) => pacer],
  ['days', 4, ({ measures }) => String(measures.days)],
  ['busy %', 7, ({ measures }) => percent(measures.occupancy, 1)],
  ['of shift', 8, ({ measures }) => percent(measures.utilisation, 1)],
  ['to twin', 7, ({ measures }, { twin }) => percent(twin && twin - measures.occupancy, 1)],
  ['lost %', 6, ({ measures }) => percent(measures.abandonment.share, 2)],
  [
    'interval',
    11,
    ({ measures: { abandonment } }) =>
      `${percent(abandonment.low, 2)}–${percent(abandonment.high, 2)}`,
  ],
  ['own %', 6, ({ measures }) => percent(measures.reported, 2)],
  ['½ h %', 6, ({ measures }) => percent(measures.worstHalfHour, 1)],
  ['day %', 6, ({ measures }) => percent(measures.worstDay?.share, 2)],
  ['wait s', 6, ({ measures }) => (measures.waitMs / 1_000).toFixed(1)],
  ['95 %', 5, ({ measures }) => (measures.waitMs95 / 1_000).toFixed(0)],
  ['dials', 5, ({ measures }) => measures.dialsPerContact.toFixed(1)],
  ['cut s', 5, ({ measures }) => secondsOf(measures.shortestCutMs)],
  ['setting', 0, ({ setting }) => setting ?? ''],
];

export const LEGEND = [
  'busy: busy ÷ (busy + ready); of shift: breaks included; to twin: what is missing to the optimum',
  'of the exponential twin; lost: people without an agent in time, with its 95 % interval; own: as',
  'the pacer itself would report; ½ h, day: the worst; wait: of agents; dials: per contact; cut:',
  'the shortest ring taken back.',
];

export const head = (): string => lineOf(([head]) => head);

export function aboutScenario(scenario: string, { fluid, twin }: ScenarioBounds): string {
  const [all, most] = [percent(fluid, 1), percent(twin, 1)];
  return `\n${scenario}: at best ${all} % busy for who knows the future, ${most} % in the twin`;
}

export const lineFor = (row: Row, bounds: ScenarioBounds): string =>
  lineOf(([, , cell]) => cell(row, bounds));

const lineOf = (cellOf: (column: Column) => string): string =>
  COLUMNS.map((column, index) => {
    const cell = cellOf(column);
    return index === 0 || column[1] === 0 ? cell.padEnd(column[1]) : cell.padStart(column[1]);
  })
    .join(' ')
    .trimEnd();

const percent = (share: number | undefined, digits: number): string =>
  share === undefined ? '–' : (share * 100).toFixed(digits);

const secondsOf = (ms: number | undefined): string =>
  ms === undefined ? '–' : (ms / 1_000).toFixed(1);
