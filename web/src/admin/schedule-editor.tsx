import { NumberInput, Switch } from '@mantine/core';
import type { ScheduleRow } from '@outpace/protocol/schedules.ts';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../ui/clock.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { NameField } from './name-field.tsx';
import { campaignGroupsQuery } from './saved.ts';
import { ScheduleBegins } from './schedule-begins.tsx';
import { bodyOf, dayIn, newSchedule } from './schedule-draft.ts';
import { SchedulePoints } from './schedule-points.tsx';
import { ScheduleResults } from './schedule-results.tsx';
import { nextWords, scheduleWords } from './schedule-words.ts';
import { useEditing } from './use-editing.tsx';

/** One schedule: when it begins, what it orders, and what came of it. */
export function ScheduleEditor({ row }: { readonly row: ScheduleRow | undefined }) {
  const now = useNow();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const blank = newSchedule(here, dayIn(here, now));
  const editing = useEditing({ section: 'schedules', row, blank, bodyOf });
  const { data: groups = [] } = useQuery(campaignGroupsQuery);
  const { draft, change, problem } = editing;
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const part = { draft, change, problem };
  const { begins } = draft;
  const isWhole = begins.kind === 'once' || begins.weekdays.length > 0;
  return (
    <EditorFrame
      title={row?.name ?? ''}
      noun="schedule"
      note={row === undefined ? 'In force from when it is saved on.' : nextWords(row, now)}
      editing={{ ...editing, save: () => (isWhole ? editing.save() : undefined) }}
    >
      <p className="schedule-sentence" role="status">
        {scheduleWords(draft, names, dayIn(draft.zone, now))}
      </p>
      <NameField name={draft.name} note="The audit trail calls it by this name." change={change} />
      <Explained note="While it is off nothing comes, and nothing of it is caught up with later.">
        <Switch
          label="Enabled"
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
      </Explained>
      <ScheduleBegins {...part} />
      <SchedulePoints {...part} groups={groups} names={names} />
      <Explained
        note={
          'How late a point may still be carried out, as when the server was down, 0 to 720 ' +
          'minutes. What is later than that is skipped, and said below.'
        }
      >
        <NumberInput
          label="Grace, minutes"
          min={0}
          max={720}
          allowDecimal={false}
          value={draft.graceMinutes}
          onChange={(minutes) => change({ graceMinutes: Number(minutes) })}
        />
      </Explained>
      {row === undefined ? null : <ScheduleResults scheduleId={row.id} zone={row.zone} />}
    </EditorFrame>
  );
}
