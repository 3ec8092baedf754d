import { percent } from '../../ui/percent.ts';
import { BOUND_WORDS, boundRuns, boundShares, type DecisionPoint } from './decision-points.ts';

/** Which limit bound when, and for how much of the time. */
export function BoundStrip({ points }: { readonly points: readonly DecisionPoint[] }) {
  const shares = boundShares(points);
  return (
    <div className="bounds">
      <div className="bounds-track" aria-hidden>
        {boundRuns(points).map(({ bound, share, from }) => (
          <span
            key={from}
            className="bounds-run"
            data-bound={bound ?? 'none'}
            style={{ flexGrow: share }}
            title={bound === undefined ? undefined : `${from} ${BOUND_WORDS[bound]}`}
          />
        ))}
      </div>
      <ul className="bounds-legend" aria-label="What held the number of calls">
        {shares.map(({ bound, share }) => (
          <li key={bound} className="agent-legend-part">
            <span className="bounds-dot" data-bound={bound} aria-hidden />
            {BOUND_WORDS[bound]} <b className="figures">{percent(share)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
