import { Button, Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import { CALENDAR_IDS } from '@outpace/protocol/tables.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Explained } from './explained.tsx';
import { keyOf, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';
import {
  CALENDAR_WORDS,
  hoursFor,
  newHours,
  type OwnHours,
  type Rules,
  regionIn,
  withDay,
} from './rules-draft.ts';
import { DAYS, parseSpans, type Span, spansText } from './week-words.ts';

type Props = {
  readonly rules: Rules;
  readonly onChange: (rules: Rules) => void;
  /** Those of the campaign. */
  readonly lists: readonly CallingListRow[];
};

/** When the campaign calls, within what the law allows: all of it must be open. */
export function RulesHours({ rules, onChange, lists }: Props) {
  const { hours } = rules;
  const set = (next: OwnHours[]): void => onChange({ ...rules, hours: next });
  return (
    <fieldset className="rows">
      <legend>Hours of this campaign</legend>
      <p className="rows-note">
        Within the law and the hours of the record, in the person’s own time. A day that is empty is
        a day without calls.
      </p>
      {hours.map((own, n) => (
        <HoursRow
          key={keyOf(own)}
          own={own}
          n={n + 1}
          lists={lists}
          onOwn={(next) => set(replaced(hours, own, next))}
          onRemove={() => set(without(hours, own))}
        />
      ))}
      <Button
        variant="default"
        className="rows-add"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => set([...hours, newHours()])}
      >
        Add hours
      </Button>
      <Days rules={rules} onChange={onChange} lists={lists} />
    </fieldset>
  );
}

type RowProps = Pick<Props, 'lists'> & {
  readonly own: OwnHours;
  /** From 1 on. */
  readonly n: number;
  readonly onOwn: (own: OwnHours) => void;
  readonly onRemove: () => void;
};

function HoursRow({ own, n, lists, onOwn, onRemove }: RowProps) {
  return (
    <fieldset className="own-hours" aria-label={`Hours ${n}`}>
      <div className="own-hours-head">
        <Select
          aria-label="For"
          clearable
          placeholder="For every list"
          data={lists.map(({ id, name }) => ({ value: id, label: `For ${name}` }))}
          value={own.listId ?? null}
          onChange={(listId) => onOwn(hoursFor(own, listId))}
        />
        <RowTools of={`hours ${n}`} onRemove={onRemove} />
      </div>
      <div className="own-days">
        {DAYS.map((day, place) => (
          <DayInput
            key={day}
            day={day}
            spans={own.hours.days[place] ?? []}
            onSpans={(spans) => onOwn(withDay(own, place, spans))}
          />
        ))}
      </div>
    </fieldset>
  );
}

type DayProps = {
  readonly day: string;
  readonly spans: readonly Span[];
  readonly onSpans: (spans: Span[]) => void;
};

/** The hours of a day as typed; only a whole row of them is taken over. */
function DayInput({ day, spans, onSpans }: DayProps) {
  const [typed, setTyped] = useState(spansText(spans));
  return (
    <TextInput
      label={day}
      placeholder="No calls"
      value={typed}
      error={parseSpans(typed) === undefined ? 'Like 09:00–20:00' : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const read = parseSpans(event.currentTarget.value);
        if (read !== undefined) onSpans(read);
      }}
    />
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days on which nobody is called, and the field that says where somebody lives. */
function Days({ rules, onChange, lists }: Props) {
  const { closedDates, calendars = [], regionField } = rules;
  const [isOdd, setOdd] = useState(false);
  const fields = lists
    .flatMap((list) => list.fields)
    .map(({ key, label }) => [key, label] as const);
  const known = new Map([
    ...(regionField === undefined ? [] : [[regionField, regionField] as const]),
    ...fields,
  ]);
  return (
    <>
      <Explained note="Like 2026-12-24, and Enter. On these days the campaign calls nobody.">
        <TagsInput
          label="Days without calls"
          placeholder={closedDates.length === 0 ? '2026-12-24' : undefined}
          splitChars={[',', ' ']}
          value={closedDates}
          error={isOdd ? 'A day is written like 2026-12-24' : undefined}
          onChange={(typed) => {
            const days = typed.map((day) => day.trim());
            setOdd(days.some((day) => !DATE.test(day)));
            onChange({ ...rules, closedDates: days.filter((day) => DATE.test(day)).toSorted() });
          }}
        />
      </Explained>
      <Explained note="On the holidays of these countries the campaign calls nobody.">
        <Checkbox.Group
          label="Holidays without calls"
          value={calendars}
          onChange={(chosen) =>
            onChange({ ...rules, calendars: CALENDAR_IDS.filter((id) => chosen.includes(id)) })
          }
        >
          <div className="calendars">
            {CALENDAR_WORDS.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </div>
        </Checkbox.Group>
      </Explained>
      <Explained
        note={
          'Regions are known by the number. Where records name the state too, such as FL, the ' +
          'rules of both are asked.'
        }
      >
        <Select
          label="Field that names the state"
          clearable
          placeholder="None"
          data={[...known].map(([value, label]) => ({ value, label }))}
          value={regionField ?? null}
          onChange={(key) => onChange(regionIn(rules, key))}
        />
      </Explained>
    </>
  );
}
