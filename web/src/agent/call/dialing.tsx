import type { DialingView } from '@outpace/engine/views/agent-view.ts';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { FieldList } from '../fields/field-list.tsx';

const PHASE_WORDS: Readonly<Record<DialingView['phase'], string>> = {
  validating: 'Checking whether the call may be made',
  dialing: 'Dialing',
  ringing: 'Ringing',
};

/** The record on the screen before the call is connected: time to read, nothing to press. */
export function Dialing({ dialing }: { readonly dialing: DialingView | undefined }) {
  if (dialing === undefined) {
    return (
      <Panel title="Dialing for you" className="dialing">
        <p className="dim">The record comes in a moment.</p>
      </Panel>
    );
  }
  const { campaignName, contactName, phone, since, phase, fields } = dialing;
  return (
    <Panel title="Dialing for you" className="dialing">
      <p className="dialing-who">
        <span className="offer-name">{contactName || formatPhone(phone)}</span>
        <span className="dim figures">
          {contactName === '' ? '' : `${formatPhone(phone)} · `}
          {campaignName}
        </span>
      </p>
      <p className="dialing-phase">
        <IconPhoneOutgoing size={16} aria-hidden />
        {PHASE_WORDS[phase]} <Clock since={since} />
      </p>
      <FieldList fields={fields} />
    </Panel>
  );
}
