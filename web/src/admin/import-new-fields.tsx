import { Select, TextInput } from '@mantine/core';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import { FIELD_TYPES } from '@outpace/protocol/tables.ts';
import { FIELD_TYPE_WORDS } from './field-type-words.ts';
import { keyOf, replaced } from './ordered.ts';

type Props = {
  readonly fields: readonly ListField[];
  readonly onChange: (fields: ListField[]) => void;
};

/** Fields that this import adds to the list: what they are called and how they are read. */
export function ImportNewFields({ fields, onChange }: Props) {
  if (fields.length === 0) return null;
  return (
    <fieldset className="rows new-fields">
      <legend>New fields of the list</legend>
      <div className="new-fields-grid">
        {fields.map((field) => (
          <div key={keyOf(field)} className="new-field">
            <TextInput
              aria-label={`Label of ${field.key}`}
              maxLength={120}
              value={field.label}
              onChange={(event) =>
                onChange(replaced(fields, field, { ...field, label: event.currentTarget.value }))
              }
            />
            <Select
              aria-label={`Type of ${field.label}`}
              allowDeselect={false}
              data={FIELD_TYPES.map((value) => ({ value, label: FIELD_TYPE_WORDS[value] }))}
              value={field.type}
              onChange={(type) =>
                onChange(replaced(fields, field, { ...field, type: type ?? 'text' }))
              }
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
