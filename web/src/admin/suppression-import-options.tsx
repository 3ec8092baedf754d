import { Select, Switch, TextInput } from '@mantine/core';
import type { ImportReading } from '@outpace/protocol/calling-lists.ts';
import type { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import { useNow } from '../ui/clock.tsx';
import { countryChoices } from './countries.ts';
import { ImportReadingFields } from './import-reading.tsx';
import { SUPPRESSION_WAYS } from './suppression-mapping.ts';
import { dayOf, dayStart, tomorrow } from './suppression-words.ts';

type Props = {
  readonly mapping: SuppressionMapping;
  readonly onChange: (mapping: SuppressionMapping) => void;
  readonly onReading: (how: ImportReading) => void;
};

/** How the file is read, what its rows do to the list, and what holds where they say nothing. */
export function SuppressionImportOptions({ mapping, onChange, onReading }: Props) {
  const { separator, encoding, defaultCountry, way, hasHeader, reason, endsAt } = mapping;
  const now = useNow();
  return (
    <div className="import-options">
      <ImportReadingFields how={{ separator, encoding }} onReading={onReading} />
      <Select
        label="Rows of the file"
        allowDeselect={false}
        data={SUPPRESSION_WAYS}
        value={way}
        onChange={(chosen) => onChange({ ...mapping, way: chosen ?? way })}
      />
      <Select
        label="Country of the numbers"
        searchable
        allowDeselect={false}
        data={countryChoices(defaultCountry)}
        value={defaultCountry}
        onChange={(chosen) => onChange({ ...mapping, defaultCountry: chosen ?? defaultCountry })}
      />
      <TextInput
        label="Reason, where a row has none"
        maxLength={500}
        value={reason}
        onChange={(event) => onChange({ ...mapping, reason: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label="Called again from, where a row has none"
        min={tomorrow(now)}
        value={dayOf(endsAt)}
        onChange={(event) => onChange({ ...mapping, endsAt: dayStart(event.currentTarget.value) })}
      />
      <Switch
        label="The first line is a header"
        checked={hasHeader}
        onChange={(event) => onChange({ ...mapping, hasHeader: event.currentTarget.checked })}
      />
    </div>
  );
}
