import { Skeleton } from '@mantine/core';
import type { ScheduleResultRow } from '@outpace/protocol/schedules.ts';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatMoment } from '../ui/time-text.ts';
import { scheduleResultsQuery } from './saved.ts';
import { actionWords, resultWords } from './schedule-words.ts';

type Props = { readonly scheduleId: string; readonly zone: string };

/** What was carried out last, and what came of it. */
export function ScheduleResults({ scheduleId, zone }: Props) {
  const { data: rows = [], error, isPending } = useQuery(scheduleResultsQuery(scheduleId));
  if (isPending) return <Skeleton height={120} mt="md" />;
  return (
    <div className="schedule-results">
      <h2>Last runs</h2>
      <ErrorLine problem={error} />
      {rows.length === 0 ? (
        <p className="rows-note">Nothing was carried out yet. Results are kept for three months.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key.
        <section className="table-scroll" aria-label="Last runs" tabIndex={0}>
          <Rows rows={rows} zone={zone} />
        </section>
      )}
    </div>
  );
}

type RowsProps = Pick<Props, 'zone'> & { readonly rows: readonly ScheduleResultRow[] };

function Rows({ rows, zone }: RowsProps) {
  const now = useNow();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">When ({zone})</th>
          <th scope="col">What</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.run} ${row.pointId} ${row.dueAt}`}>
            <th scope="row">{formatMoment(Date.parse(row.dueAt), now, zone)}</th>
            <td>{capital(actionWords(row.action, row.groupName))}</td>
            <td className="schedule-result" data-state={row.state}>
              {resultWords(row)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
