import { useQuery } from '@tanstack/react-query';
import { callResultWord } from '../ui/call-result-words.ts';
import { Panel } from '../ui/panel.tsx';
import { percent } from '../ui/percent.ts';
import { SERIES_MINUTES, seriesQuery } from './saved.ts';
import { resultShares } from './series.ts';

/** What becomes of the attempts? A table whose second column is drawn. */
export function ResultsPanel({ groupId }: { readonly groupId: string }) {
  const { data: series } = useQuery(seriesQuery(groupId));
  const shares = resultShares(series?.byResult ?? []);
  return (
    <Panel
      title="Attempts by result"
      className="results"
      aside={<span className="dim panel-aside">last {SERIES_MINUTES} min</span>}
    >
      {shares.length === 0 ? <p className="chart-sentence">No attempt has ended yet.</p> : null}
      {shares.length === 0 ? null : (
        <table className="result-table">
          <thead className="unseen">
            <tr>
              <th scope="col">Call result</th>
              <th scope="col">Attempts</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {shares.map(({ result, attempts, share, length }) => (
              <tr key={result}>
                <th scope="row" className="result-name">
                  {callResultWord(result)}
                </th>
                <td className="result-count">
                  <span
                    className="result-bar"
                    data-answer={result === 'answer' || undefined}
                    style={{ width: `${(length * 100).toFixed(1)}%` }}
                  />
                  <span className="figures">{attempts.toLocaleString('en-GB')}</span>
                </td>
                <td className="figures result-share">{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
