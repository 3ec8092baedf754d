import { Chip, Input, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { ScheduleBeginBody, ScheduleBody } from '@outpace/protocol/schedules.ts';
import { zoneChoices } from './countries.ts';
import { Explained } from './explained.tsx';
import { beginsAs, problemAt } from './schedule-draft.ts';
import { WEEKDAYS } from './schedule-words.ts';

export type SchedulePart = {
  readonly draft: ScheduleBody;
  readonly change: (part: Partial<ScheduleBody>) => void;
  /** What was refused when it was saved. */
  readonly problem: unknown;
};

/** On which days, at which time, and where that is. */
export function ScheduleBegins({ draft, change, problem }: SchedulePart) {
  const { begins, zone } = draft;
  const set = (next: ScheduleBeginBody): void => change({ begins: next });
  return (
    <fieldset className="rows">
      <legend>When it begins</legend>
      <SegmentedControl
        aria-label="How often"
        data={[
          { value: 'weekly', label: 'On days of the week' },
          { value: 'once', label: 'Once' },
        ]}
        value={begins.kind}
        onChange={(kind) => set(beginsAs(begins, kind === 'once' ? 'once' : 'weekly'))}
      />
      {begins.kind === 'weekly' ? <Weekdays begins={begins} onChange={set} /> : null}
      <Explained
        note={
          'A time that clocks go over in spring is taken at the first moment after it, one that ' +
          'comes twice in autumn the first time.'
        }
      >
        <div className="schedule-fields">
          <TextInput
            label="At"
            type="time"
            required
            value={begins.time}
            onChange={(event) => set({ ...begins, time: event.currentTarget.value })}
          />
          <Select
            label="Time zone"
            searchable
            allowDeselect={false}
            data={zoneChoices(zone)}
            value={zone}
            error={problemAt('zone', problem, draft)}
            onChange={(chosen) => change({ zone: chosen ?? zone })}
          />
        </div>
      </Explained>
      <Days draft={draft} change={change} problem={problem} />
    </fieldset>
  );
}

type Weekly = Extract<ScheduleBeginBody, { kind: 'weekly' }>;
type WeekdaysProps = { readonly begins: Weekly; readonly onChange: (begins: Weekly) => void };

function Weekdays({ begins, onChange }: WeekdaysProps) {
  const { weekdays } = begins;
  const toggled = (day: number): number[] =>
    weekdays.includes(day)
      ? weekdays.filter((each) => each !== day)
      : [...weekdays, day].toSorted((a, b) => a - b);
  return (
    <Input.Wrapper
      label="Days"
      labelElement="div"
      error={weekdays.length === 0 ? 'Choose a day at least.' : undefined}
    >
      <div className="schedule-days">
        {WEEKDAYS.map((name, n) => (
          <Chip
            key={name}
            size="xs"
            checked={weekdays.includes(n + 1)}
            onChange={() => onChange({ ...begins, weekdays: toggled(n + 1) })}
          >
            {name}
          </Chip>
        ))}
      </div>
    </Input.Wrapper>
  );
}

function Days({ draft, change, problem }: SchedulePart) {
  const { begins } = draft;
  if (begins.kind === 'once') {
    return (
      <Explained note="One that has passed is not caught up with.">
        <TextInput
          label="On"
          type="date"
          required
          value={begins.day}
          error={problemAt('first-day', problem, draft)}
          onChange={(event) => change({ begins: { ...begins, day: event.currentTarget.value } })}
        />
      </Explained>
    );
  }
  return (
    <Explained note="Both are days of it. Without a last day it goes on for good.">
      <div className="schedule-fields">
        <TextInput
          label="First day"
          type="date"
          required
          value={begins.firstDay}
          error={problemAt('first-day', problem, draft)}
          onChange={(event) =>
            change({ begins: { ...begins, firstDay: event.currentTarget.value } })
          }
        />
        <TextInput
          label="Last day"
          type="date"
          value={begins.lastDay ?? ''}
          error={problemAt('last-day', problem, draft)}
          onChange={(event) => {
            const lastDay = event.currentTarget.value;
            change({ begins: { ...begins, lastDay: lastDay === '' ? null : lastDay } });
          }}
        />
      </div>
    </Explained>
  );
}
