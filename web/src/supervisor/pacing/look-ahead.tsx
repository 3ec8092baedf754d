import type { PacingInputs } from '@outpace/engine/pacing/contract.ts';
import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { percent } from '../../ui/percent.ts';
import { AbandonmentBullet } from '../abandonment-bullet.tsx';
import { riskChart, soonWords } from './forecast-words.ts';

type Props = {
  readonly forecast: PacingInputs;
  readonly period: SessionRow['periodAbandonment'];
};

const at = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** What the predictive controller sees ahead, and what it may risk. */
export function LookAhead({ forecast, period }: Props) {
  const chart = riskChart(forecast);
  return (
    <>
      <p className="pacing-sentence">{soonWords(forecast)}</p>
      <div className="look-ahead">
        <div className="bullet" data-verdict={chart.verdict}>
          <div className="bullet-head">
            <span>Risk of one more call</span>
            <b className="figures bullet-figure">{percent(forecast.risk)}</b>
          </div>
          <div className="bullet-track" aria-hidden>
            <span className="bullet-interval" style={{ left: 0, width: at(chart.risk) }} />
            <span className="bullet-limit" style={{ left: at(chart.price) }} />
          </div>
          <p className="bullet-text">{chart.text}</p>
        </div>
        <AbandonmentBullet view={period} title="Abandonment, 30 days" />
      </div>
    </>
  );
}
