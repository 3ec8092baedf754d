import type { WhatIfRow } from '@outpace/protocol/what-if.ts';
import { type MeasureWords, spreadBars, spreadWords } from './measures.ts';
import { runName } from './run-name.ts';

type Props = {
  /** Oldest first. */
  readonly rows: readonly WhatIfRow[];
  readonly words: MeasureWords;
  /** What it is measured against, in the unit of the measure. */
  readonly against?: { readonly value: number; readonly label: string } | undefined;
};

const at = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** One measure of all answers: each day a dot, eight of ten days a bar. Its table is itself. */
export function SpreadChart({ rows, words, against }: Props) {
  const { measure, label, say } = words;
  const chart = spreadBars(rows, measure, against?.value);
  return (
    <table className="spread">
      <caption>
        {label}
        {against === undefined ? null : <span className="dim"> · {against.label}</span>}
      </caption>
      <tbody>
        {rows.map((row, index) => {
          const bar = chart.bars[index];
          const spread = row.spreads?.[measure];
          return (
            <tr key={row.id}>
              <th scope="row">{runName(index)}</th>
              <td className="spread-cell">
                {bar === undefined ? null : (
                  <div className="spread-track" aria-hidden>
                    <span
                      className="spread-bar"
                      style={{ left: at(bar.low), width: at(bar.high - bar.low) }}
                    />
                    {bar.days.map((place, day) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: days only ever come last.
                      <span key={day} className="spread-day" style={{ left: at(place) }} />
                    ))}
                    <span className="spread-middle" style={{ left: at(bar.middle) }} />
                    {chart.against === undefined ? null : (
                      <span className="bullet-limit" style={{ left: at(chart.against) }} />
                    )}
                  </div>
                )}
              </td>
              <td className="spread-words figures">
                {spread === undefined ? '–' : spreadWords(spread, say)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
