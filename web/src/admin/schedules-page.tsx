import './schedule.css';
import type { ScheduleRow } from '@outpace/protocol/schedules.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../ui/clock.tsx';
import { ObjectPage } from './object-page.tsx';
import { campaignGroupsQuery, schedulesQuery } from './saved.ts';
import { dayIn } from './schedule-draft.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import { ScheduleResults } from './schedule-results.tsx';
import { nextWords, scheduleLine, scheduleWords } from './schedule-words.ts';

type Props = { readonly id: string | undefined; readonly role: Role };

/** What is ordered by itself; supervisors read it, administrators change it. */
export function SchedulesPage({ id, role }: Props) {
  const now = useNow();
  const mayChange = role === 'administrator';
  const shown = (row: ScheduleRow | undefined) =>
    row === undefined ? null : <ScheduleShown row={row} />;
  return (
    <ObjectPage
      section="schedules"
      id={id}
      found={useQuery(schedulesQuery)}
      addable={mayChange}
      lineOf={(row) => scheduleLine(row, now)}
      editor={(row) => (mayChange ? <ScheduleEditor row={row} /> : shown(row))}
    />
  );
}

/** One schedule in words, with what came of it. */
function ScheduleShown({ row }: { readonly row: ScheduleRow }) {
  const now = useNow();
  const { data: groups = [] } = useQuery(campaignGroupsQuery);
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return (
    <section className="editor" aria-label={row.name}>
      <header className="editor-head">
        <div className="editor-title">
          <h1>{row.name}</h1>
          <p className="dim">{nextWords(row, now)}</p>
        </div>
      </header>
      <div className="editor-body">
        <p className="schedule-sentence">{scheduleWords(row, names, dayIn(row.zone, now))}</p>
        <ScheduleResults scheduleId={row.id} zone={row.zone} />
      </div>
    </section>
  );
}
