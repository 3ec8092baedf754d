import { Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import type { FieldLayoutBody } from '@outpace/protocol/campaigns.ts';
import { FIELD_TYPES } from '@outpace/protocol/tables.ts';
import { FIELD_TYPE_WORDS } from './field-type-words.ts';
import { isProductField, type KnownField, layoutOf, unusedFields } from './known-fields.ts';
import { keyOf, moved, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';

type Props = {
  readonly layout: readonly FieldLayoutBody[];
  readonly fields: readonly KnownField[];
  /** Whether this part of the screen has fields that an agent may edit at all. */
  readonly mayEdit: boolean;
  readonly onChange: (layout: FieldLayoutBody[]) => void;
};

export function LayoutRows({ layout, fields, mayEdit, onChange }: Props) {
  const unused = unusedFields(layout, fields);
  return (
    <div>
      {layout.map((row) => (
        <LayoutRow
          key={keyOf(row)}
          row={row}
          mayEdit={mayEdit && !isProductField(row.key)}
          onRow={(next) => onChange(replaced(layout, row, next))}
          onMove={(by) => onChange(moved(layout, row, by))}
          onRemove={() => onChange(without(layout, row))}
        />
      ))}
      {layout.length === 0 ? <p className="dim">No field is shown here yet.</p> : null}
      <Select
        className="rows-add"
        aria-label="Add a field"
        placeholder="Add a field"
        searchable
        value={null}
        data={unused.map(({ key, label }) => ({ value: key, label: `${label} (${key})` }))}
        onChange={(key) => {
          const field = unused.find((each) => each.key === key);
          if (field !== undefined) onChange([...layout, layoutOf(field)]);
        }}
      />
    </div>
  );
}

type RowProps = {
  readonly row: FieldLayoutBody;
  readonly mayEdit: boolean;
  readonly onRow: (row: FieldLayoutBody) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

function LayoutRow({ row, mayEdit, onRow, onMove, onRemove }: RowProps) {
  return (
    <div className="rows-row layout-row">
      <TextInput
        aria-label={`Label of ${row.key}`}
        description={row.key}
        inputWrapperOrder={['input', 'description']}
        maxLength={120}
        value={row.label}
        onChange={(event) => onRow({ ...row, label: event.currentTarget.value })}
      />
      <Select
        aria-label={`Type of ${row.label}`}
        allowDeselect={false}
        data={FIELD_TYPES.map((value) => ({ value, label: FIELD_TYPE_WORDS[value] }))}
        value={row.type}
        onChange={(type) => onRow({ ...row, type: type ?? 'text' })}
      />
      {mayEdit ? (
        <Checkbox
          label="Editable"
          aria-label={`${row.label} is editable`}
          checked={row.editable}
          onChange={(event) => onRow({ ...row, editable: event.currentTarget.checked })}
        />
      ) : (
        <span className="dim">Read only</span>
      )}
      <RowTools of={row.label} onMove={onMove} onRemove={onRemove} />
      {row.type === 'choice' ? (
        <TagsInput
          className="layout-choices"
          aria-label={`Choices of ${row.label}`}
          placeholder="Add a choice and press Enter"
          maxTags={200}
          value={row.choices}
          onChange={(choices) => onRow({ ...row, choices })}
        />
      ) : null}
    </div>
  );
}
