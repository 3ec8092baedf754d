import { ActionIcon, TextInput } from '@mantine/core';
import type { ContactPage } from '@outpace/protocol/contacts.ts';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { sentenceOf } from '../../api/client.ts';
import type { ContactEditing, ContactSaving } from './use-contact.tsx';

type Field = ContactPage['fields'][number];

type Props = {
  readonly field: Field;
  readonly editing: ContactEditing;
  /** Why nothing can be changed now; undefined when it can. */
  readonly refused: string | undefined;
  /** Begins with its editor open. */
  readonly isNew?: boolean;
  readonly onClose?: () => void;
};

/** One field of the person; it turns into its editor in place, and back at once when saved. */
export function ContactField({ field, editing, refused, isNew = false, onClose }: Props) {
  const [isOpen, setOpen] = useState(isNew);
  const last = editing.last?.key === field.key ? editing.last : undefined;
  const close = (): void => {
    setOpen(false);
    onClose?.();
  };
  return (
    <div className="field-line">
      <dt>{field.label}</dt>
      <dd>
        {isOpen || last?.state === 'refused' ? (
          <Editor field={field} last={last} editing={editing} onClose={close} />
        ) : (
          <Shown field={field} last={last} refused={refused} onEdit={() => setOpen(true)} />
        )}
      </dd>
    </div>
  );
}

type ShownProps = Pick<Props, 'field' | 'refused'> & {
  readonly last: ContactSaving | undefined;
  readonly onEdit: () => void;
};

function Shown({ field, last, refused, onEdit }: ShownProps) {
  const value = last?.value ?? field.value;
  return (
    <>
      {value === '' ? <span className="dim">–</span> : <span>{value}</span>}
      {last === undefined ? null : (
        <span className="dim contact-saving" role="status">
          saving…
        </span>
      )}
      {refused !== undefined || last !== undefined ? null : (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Edit ${field.label}`}
          onClick={onEdit}
        >
          <IconPencil size={14} aria-hidden />
        </ActionIcon>
      )}
    </>
  );
}

type EditorProps = Pick<Props, 'field' | 'editing'> & {
  readonly last: ContactSaving | undefined;
  readonly onClose: () => void;
};

function Editor({ field, last, editing, onClose }: EditorProps) {
  const [typed, setTyped] = useState(last?.value ?? field.value);
  const leaving = useRef(false);
  const letGo = (): void => {
    leaving.current = true;
    if (last !== undefined) editing.forget();
    onClose();
  };
  const finish = (): void => {
    if (leaving.current) return;
    if (typed === field.value) return letGo();
    leaving.current = true;
    editing.save(field.key, typed);
    onClose();
  };
  return (
    <TextInput
      size="xs"
      className="field-editor"
      aria-label={field.label}
      autoFocus
      value={typed}
      error={problemOf(last, field)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      // What was refused stays open until the agent decides about it.
      onBlur={() => (last === undefined ? finish() : undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        letGo();
      }}
    />
  );
}

function problemOf(last: ContactSaving | undefined, { value }: Field): string | undefined {
  if (last?.state !== 'refused') return undefined;
  if (!last.isStale) return sentenceOf(last.problem);
  const now = value === '' ? 'empty' : `“${value}”`;
  return `Somebody else changed the contact. This is ${now} now. Enter saves yours, Esc leaves it.`;
}
