import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { abandonmentChart } from './abandonment.ts';

const at = (share: number): string => `${(share * 100).toFixed(2)}%`;

type Props = {
  readonly view: SessionRow['abandonment'];
  /** Which share it is, where there are two. */
  readonly title?: string;
};

/** Abandonment with its interval against the limit; the sentence below says the same. */
export function AbandonmentBullet({ view, title = 'Abandonment' }: Props) {
  const chart = abandonmentChart(view);
  return (
    <div className="bullet" data-verdict={chart.verdict}>
      <div className="bullet-head">
        <span>{title}</span>
        <b className="figures bullet-figure">{chart.figure}</b>
      </div>
      <div className="bullet-track" aria-hidden>
        {chart.share === undefined ? null : (
          <>
            <span
              className="bullet-interval"
              style={{ left: at(chart.low), width: at(chart.high - chart.low) }}
            />
            <span className="bullet-share" style={{ left: at(chart.share) }} />
          </>
        )}
        <span className="bullet-limit" style={{ left: at(chart.limit) }} />
      </div>
      <p className="bullet-text">{chart.text}</p>
    </div>
  );
}
