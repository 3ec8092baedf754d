import { Select, TextInput } from '@mantine/core';
import type { CallingListBody } from '@outpace/protocol/calling-lists.ts';
import { useState } from 'react';
import { countryChoices, zoneChoices } from './countries.ts';
import { Explained } from './explained.tsx';
import { ListFieldRows } from './list-field-rows.tsx';
import { NameField } from './name-field.tsx';
import { parseTimeOfDay, timeOfDayText } from './time-of-day.ts';
import type { Editing } from './use-editing.tsx';

/** Name, defaults for imported rows, and the fields of the list. */
export function ListSetup({ editing }: { readonly editing: Editing<CallingListBody> }) {
  const { draft, change } = editing;
  return (
    <>
      <NameField
        name={draft.name}
        note="As administrators see it, and agents where a field shows it."
        change={change}
      />
      <Explained note="Numbers without a country code are read as numbers of this country.">
        <Select
          label="Country"
          searchable
          allowDeselect={false}
          data={countryChoices(draft.defaultCountry)}
          value={draft.defaultCountry}
          onChange={(country) => change({ defaultCountry: country ?? draft.defaultCountry })}
        />
      </Explained>
      <Explained note="For rows that name no time zone and whose number does not tell it.">
        <Select
          label="Time zone"
          searchable
          limit={60}
          allowDeselect={false}
          data={zoneChoices(draft.defaultZone)}
          value={draft.defaultZone}
          onChange={(zone) => change({ defaultZone: zone ?? draft.defaultZone })}
        />
      </Explained>
      <Explained
        note={
          'When a person may be called, in that person’s own time. For rows imported from now ' +
          'on; records that are there keep theirs.'
        }
      >
        <div className="time-span">
          <TimeInput
            label="From"
            seconds={draft.dailyFrom}
            onSeconds={(dailyFrom) => change({ dailyFrom })}
          />
          <TimeInput
            label="Till"
            seconds={draft.dailyTill}
            onSeconds={(dailyTill) => change({ dailyTill })}
          />
        </div>
      </Explained>
      <ListFieldRows fields={draft.fields} onChange={(fields) => change({ fields })} />
    </>
  );
}

type TimeProps = {
  readonly label: string;
  readonly seconds: number;
  readonly onSeconds: (seconds: number) => void;
};

/** A time of day as typed; only a whole one is taken over. */
function TimeInput({ label, seconds, onSeconds }: TimeProps) {
  const [typed, setTyped] = useState(timeOfDayText(seconds));
  const isTime = parseTimeOfDay(typed) !== undefined;
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      placeholder="09:00"
      value={typed}
      error={isTime ? undefined : 'Like 09:00'}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const read = parseTimeOfDay(event.currentTarget.value);
        if (read !== undefined) onSeconds(read);
      }}
    />
  );
}
