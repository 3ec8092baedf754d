import { Badge, Skeleton } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { ContactPage } from '@outpace/protocol/contacts.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { Panel } from '../ui/panel.tsx';
import { formatPhone } from '../ui/phone-text.ts';
import { formatTime } from '../ui/time-text.ts';
import { useContact } from './use-contact.tsx';

/** The person: every number of theirs, the local time there, how often each was tried. */
export function Contact({ interaction }: { readonly interaction: InteractionView }) {
  const { data: contact, error } = useContact(interaction.chainId);
  return (
    <Panel title="Contact">
      <ErrorLine problem={error} />
      {contact === undefined && error === null ? <Skeleton height={60} /> : null}
      {contact === undefined ? null : (
        <>
          <p className="contact-name">
            <strong>{contact.contactName || interaction.contactName || 'No name'}</strong>
            {contact.customerId === null ? null : (
              <span className="dim"> · customer {contact.customerId}</span>
            )}
            <span className="dim"> · {contact.listName}</span>
          </p>
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
