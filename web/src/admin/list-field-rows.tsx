import { Button, Select, TagsInput, TextInput } from '@mantine/core';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import { FIELD_TYPES } from '@outpace/protocol/tables.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { fieldKeyFrom } from './field-key.ts';
import { FIELD_TYPE_WORDS } from './field-type-words.ts';
import { keyOf, moved, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';

type Props = {
  readonly fields: readonly ListField[];
  readonly onChange: (fields: ListField[]) => void;
};

/** What is known of a person besides name and number. */
export function ListFieldRows({ fields, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const label = typed.trim();
  const add = (): void => {
    if (label === '') return;
    const key = fieldKeyFrom(label, fields);
    onChange([...fields, { key, label, type: 'text', choices: [] }]);
    setTyped('');
  };
  return (
    <fieldset className="rows">
      <legend>Fields</legend>
      <p className="rows-note">
        What is known of a person besides name and number. An import can add fields by itself.
      </p>
      {fields.map((field) => (
        <FieldRow
          key={keyOf(field)}
          field={field}
          onField={(next) => onChange(replaced(fields, field, next))}
          onMove={(by) => onChange(moved(fields, field, by))}
          onRemove={() => onChange(without(fields, field))}
        />
      ))}
      <div className="rows-row field-row">
        <TextInput
          aria-label="New field"
          placeholder="New field"
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter adds the row; saving the list is its own act.
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
          Add
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = {
  readonly field: ListField;
  readonly onField: (field: ListField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

function FieldRow({ field, onField, onMove, onRemove }: RowProps) {
  return (
    <div className="rows-row field-row">
      <TextInput
        aria-label={`Label of ${field.key}`}
        description={field.key}
        inputWrapperOrder={['input', 'description']}
        maxLength={120}
        value={field.label}
        onChange={(event) => onField({ ...field, label: event.currentTarget.value })}
      />
      <Select
        aria-label={`Type of ${field.label}`}
        allowDeselect={false}
        data={FIELD_TYPES.map((value) => ({ value, label: FIELD_TYPE_WORDS[value] }))}
        value={field.type}
        onChange={(type) => onField({ ...field, type: type ?? 'text' })}
      />
      <RowTools of={field.label} onMove={onMove} onRemove={onRemove} />
      {field.type === 'choice' ? (
        <TagsInput
          className="layout-choices"
          aria-label={`Choices of ${field.label}`}
          placeholder="Add a choice and press Enter"
          maxTags={200}
          value={field.choices}
          onChange={(choices) => onField({ ...field, choices })}
        />
      ) : null}
    </div>
  );
}
