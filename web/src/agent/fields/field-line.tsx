import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import type { FieldView } from '@outpace/engine/views/agent-view.ts';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { fieldText, fieldTyped, fieldValue, isSafeLink } from './field-text.ts';

/** Sends the new value; true when the server took it. */
export type EditField = (key: string, value: FieldView['value']) => Promise<boolean>;

type Props = {
  readonly field: FieldView;
  /** Missing where nothing can be edited. */
  readonly edit?: { readonly save: EditField; readonly problem: unknown } | undefined;
};

/** One line of case or record information; an editable one turns into its editor in place. */
export function FieldLine({ field, edit }: Props) {
  const [editing, setEditing] = useState(false);
  const isEditable = field.editable && edit !== undefined;
  return (
    <div className="field-line">
      <dt>{field.label}</dt>
      <dd>
        {editing && edit !== undefined ? (
          <FieldEditor field={field} save={edit.save} onClose={() => setEditing(false)} />
        ) : (
          <FieldShown field={field} />
        )}
        {isEditable && !editing ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Edit ${field.label}`}
            onClick={() => setEditing(true)}
          >
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
        ) : null}
        {editing ? <ErrorLine problem={edit?.problem} /> : null}
      </dd>
    </div>
  );
}

function FieldShown({ field }: { readonly field: FieldView }) {
  const text = fieldText(field);
  if (text === '') return <span className="dim">–</span>;
  if (field.type === 'link' && isSafeLink(text)) {
    return (
      <a href={text} target="_blank" rel="noreferrer" className="field-link">
        {text.replace(/^https?:\/\//i, '')}
      </a>
    );
  }
  return <span className={field.type === 'number' ? 'figures' : undefined}>{text}</span>;
}

type EditorProps = {
  readonly field: FieldView;
  readonly save: EditField;
  readonly onClose: () => void;
};

function FieldEditor({ field, save, onClose }: EditorProps) {
  const [typed, setTyped] = useState(fieldTyped(field));
  const leaving = useRef(false);
  const finish = async (): Promise<void> => {
    if (leaving.current) return;
    leaving.current = true;
    if (typed === fieldTyped(field)) return onClose();
    if (await save(field.key, fieldValue(field.type, typed))) return onClose();
    leaving.current = false;
  };
  const common = {
    size: 'xs',
    className: 'field-editor',
    'aria-label': field.label,
    autoFocus: true,
    value: typed,
    onBlur: () => void finish(),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter') void finish();
      if (event.key !== 'Escape') return;
      leaving.current = true;
      event.stopPropagation();
      onClose();
    },
  } as const;
  const choices = choicesOf(field);
  if (choices !== undefined) {
    return (
      <NativeSelect
        {...common}
        data={choices}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    );
  }
  const type = field.type === 'date' ? 'date' : 'text';
  const inputMode = field.type === 'number' ? 'decimal' : 'text';
  return (
    <TextInput
      {...common}
      type={type}
      inputMode={inputMode}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function choicesOf({ type, choices }: FieldView) {
  if (type === 'yes-no') {
    return [
      { value: '', label: '–' },
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ];
  }
  if (type !== 'choice') return undefined;
  return [
    { value: '', label: '–' },
    ...choices.map((choice) => ({ value: choice, label: choice })),
  ];
}
