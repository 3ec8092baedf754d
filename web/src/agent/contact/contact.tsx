import './contact.css';
import { Badge, Button, Skeleton } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { ContactPage } from '@outpace/protocol/contacts.ts';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { callResultWord } from '../../ui/call-result-words.ts';
import { useNow } from '../../ui/clock.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { formatTime } from '../../ui/time-text.ts';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { ContactField } from './contact-field.tsx';
import { type ContactKey, useContact, useContactEditing } from './use-contact.tsx';

type Props = { readonly interaction: Pick<InteractionView, 'chainId' | 'recordId' | 'actions'> };

/** The person: what is known of them, and every number with the local time there. */
export function Contact({ interaction }: Props) {
  const { data: contact, error, isLoading } = useContact(interaction.chainId);
  const from =
    contact === undefined ? null : (
      <span className="panel-aside">
        {contact.customerId === null ? '' : `customer ${contact.customerId} · `}
        {contact.listName}
      </span>
    );
  return (
    <Panel title="Contact" aside={from}>
      <ErrorLine problem={error} />
      {interaction.chainId === '' ? <p className="dim">Who it is comes with the call.</p> : null}
      {isLoading ? <Skeleton height={60} /> : null}
      {contact === undefined ? null : (
        <>
          <Fields contact={contact} interaction={interaction} />
          <ul className="numbers">
            {contact.numbers.map((number) => (
              <NumberLine
                key={number.recordId}
                number={number}
                isThis={number.recordId === interaction.recordId}
              />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

type FieldsProps = Props & { readonly contact: ContactPage };

/** What is known; what is not known yet takes one line together. */
function Fields({ contact, interaction }: FieldsProps) {
  const editing = useContactEditing(contact.chainId);
  const [adding, setAdding] = useState<ContactKey>();
  const refused = refusedBecause('edit-record', interaction);
  const isShown = ({ key, value }: ContactPage['fields'][number]): boolean =>
    key === 'name' || value !== '' || key === adding || key === editing.last?.key;
  const known = contact.fields.filter(isShown);
  const unknown = contact.fields.filter((field) => !isShown(field));
  return (
    <>
      <dl className="field-list contact-fields">
        {known.map((field) => (
          <ContactField
            key={field.key}
            field={field}
            editing={editing}
            refused={refused}
            isNew={field.key === adding}
            onClose={() => setAdding(undefined)}
          />
        ))}
      </dl>
      {refused !== undefined || unknown.length === 0 ? null : (
        <div className="contact-more">
          {unknown.map(({ key, label }) => (
            <Button
              key={key}
              size="compact-xs"
              variant="subtle"
              color="gray"
              leftSection={<IconPlus size={12} aria-hidden />}
              aria-label={`Add ${label}`}
              onClick={() => setAdding(key)}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

type NumberProps = {
  readonly number: ContactPage['numbers'][number];
  /** The number of this very call. */
  readonly isThis: boolean;
};

function NumberLine({ number, isThis }: NumberProps) {
  const now = useNow();
  const { phone, contactType, zone, attempts, callResult, suppressed } = number;
  const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const last = callResult === 'unknown' ? tried : `${tried}, last ${callResultWord(callResult)}`;
  return (
    <li className="number" data-this={isThis || undefined}>
      <span className="figures number-phone">{formatPhone(phone)}</span>
      <span className="number-marks">
        {contactType === 'none' ? null : <span>{contactType.replaceAll('-', ' ')}</span>}
        {suppressed ? (
          <Badge size="xs" color="red" variant="light" radius="sm">
            Do not call
          </Badge>
        ) : null}
      </span>
      <span className="dim number-detail figures">
        {formatTime(now, zone)} there · {last}
      </span>
    </li>
  );
}
