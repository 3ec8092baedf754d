import type { Spread, WhatIfMeasure, WhatIfRow } from '@outpace/protocol/what-if.ts';
import { percent } from '../../ui/percent.ts';

export type MeasureWords = {
  readonly measure: WhatIfMeasure;
  readonly label: string;
  readonly say: (value: number) => string;
};

const whole = (value: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 });

export const MEASURES: readonly MeasureWords[] = [
  { measure: 'occupancy', label: 'Occupancy of agents', say: percent },
  { measure: 'abandonment', label: 'Abandonment', say: percent },
  { measure: 'contactsPerHour', label: 'Contacts per hour', say: whole },
  {
    measure: 'agentWaitMs',
    label: 'Agent wait between calls',
    say: (ms) => `${whole(ms / 1_000)}\u00a0s`,
  },
  {
    measure: 'hours',
    label: 'Hours until the list or the shift ends',
    say: (h) => `${whole(h)}\u00a0h`,
  },
];

/** `82.1 % · 80 % to 84.2 %`: the middle day, and between what eight of ten lie. */
export const spreadWords = ({ low, middle, high }: Spread, say: MeasureWords['say']): string =>
  `${say(middle)} · ${say(low)} to ${say(high)}`;

export type SpreadBar = {
  /** Places on the common scale, 0..1. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly days: readonly number[];
};

/** All answers on one scale with what they are measured against, so that they can be compared. */
export function spreadBars(
  rows: readonly WhatIfRow[],
  measure: WhatIfMeasure,
  against: number | undefined,
): { readonly bars: readonly (SpreadBar | undefined)[]; readonly against: number | undefined } {
  const values = rows.flatMap(({ days }) => days.map((day) => day[measure]));
  const all = against === undefined ? values : [...values, against];
  const least = Math.min(...all);
  const most = Math.max(...all);
  // Something of both sides is left free; days that are all alike lie in the middle.
  const room = Math.max((most - least) * 0.08, Math.abs(most) * 0.02, 1e-6);
  const place = (value: number): number => (value - least + room) / (most - least + 2 * room);
  const bars = rows.map(({ days, spreads }) => {
    const spread = spreads?.[measure];
    if (spread === undefined) return undefined;
    const { low, middle, high } = spread;
    return {
      ...{ low: place(low), middle: place(middle), high: place(high) },
      days: days.map((day) => place(day[measure])),
    };
  });
  return { bars, against: against === undefined ? undefined : place(against) };
}
