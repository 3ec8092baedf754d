import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { CampaignSeries } from '@outpace/protocol/reports.ts';

export type SeriesPoint = {
  /** Start of the bucket, ms since 1970. */
  readonly at: number;
  /** The reader's time of day. */
  readonly time: string;
  readonly attempts: number;
  readonly contacts: number;
  readonly abandoned: number;
};

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const seriesPoints = (series: CampaignSeries): readonly SeriesPoint[] =>
  series.rows.map((row) => ({ ...row, time: clock.format(row.at) }));

/** The chart in one sentence, for its table's caption and for readers of the screen. */
export function seriesSentence(points: readonly SeriesPoint[], minutes: number): string {
  const sum = (of: (point: SeriesPoint) => number) =>
    points.reduce((total, point) => total + of(point), 0).toLocaleString('en-GB');
  const attempts = sum((point) => point.attempts);
  const contacts = sum((point) => point.contacts);
  return `Last ${minutes} minutes: ${attempts} attempts, ${contacts} contacts.`;
}

export type ResultShare = {
  readonly result: CallResult;
  readonly attempts: number;
  /** Of all attempts, 0..1. */
  readonly share: number;
  /** Of the longest bar, 0..1. */
  readonly length: number;
};

/** The most frequent first; results that did not occur are left out. */
export function resultShares(
  counted: readonly { readonly result: CallResult; readonly attempts: number }[],
): readonly ResultShare[] {
  const rows = counted.filter(({ attempts }) => attempts > 0);
  const total = rows.reduce((sum, { attempts }) => sum + attempts, 0);
  const most = Math.max(1, ...rows.map(({ attempts }) => attempts));
  return rows
    .toSorted((a, b) => b.attempts - a.attempts || a.result.localeCompare(b.result))
    .map((row) => ({ ...row, share: row.attempts / total, length: row.attempts / most }));
}
