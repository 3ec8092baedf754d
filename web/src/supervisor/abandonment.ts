import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { percent } from '../ui/percent.ts';

export type AbandonmentVerdict = 'unknown' | 'under' | 'unsure' | 'over';

export type AbandonmentChart = {
  readonly verdict: AbandonmentVerdict;
  /** Places on the scale, 0..1. */
  readonly share: number | undefined;
  readonly low: number;
  readonly high: number;
  readonly limit: number;
  /** The same in words, for everybody who does not look at bars. */
  readonly text: string;
  /** Short, beside the bar. */
  readonly figure: string;
};

const VERDICT_WORDS: Readonly<Record<Exclude<AbandonmentVerdict, 'unknown'>, string>> = {
  under: 'under the limit',
  unsure: 'the limit lies inside the interval',
  over: 'over the limit',
};

export function abandonmentChart(view: SessionRow['abandonment']): AbandonmentChart {
  const { share, low, high, limit } = view;
  // Twice the limit keeps the marker in the middle; a worse share stretches the scale instead.
  const scale = Math.max(
    limit * 2,
    share === undefined ? 0 : Math.min(1, (share + high) / 2),
    0.01,
  );
  const place = (value: number): number => Math.min(1, value / scale);
  const verdict = verdictOf(view);
  if (share === undefined || verdict === 'unknown') {
    const text = `No live answer yet; the limit is ${percent(limit)}.`;
    return { verdict, share: undefined, low: 0, high: 0, limit: place(limit), text, figure: '–' };
  }
  return {
    verdict,
    share: place(share),
    low: place(low),
    high: place(high),
    limit: place(limit),
    text:
      `${percent(share)} abandoned (95 % interval ${percent(low)} to ${percent(high)}), ` +
      `limit ${percent(limit)}: ${VERDICT_WORDS[verdict]}.`,
    figure: percent(share),
  };
}

function verdictOf({ share, low, high, limit }: SessionRow['abandonment']): AbandonmentVerdict {
  if (share === undefined) return 'unknown';
  if (low > limit || share > limit) return 'over';
  return high <= limit ? 'under' : 'unsure';
}
