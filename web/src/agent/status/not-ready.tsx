import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { IconCircleMinus } from '@tabler/icons-react';
import type { Phone } from '../../phone/phone.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { ActionButton } from '../actions/action-button.tsx';
import { KeyHint } from '../keys/key-hint.tsx';
import { PhoneCheck } from '../phone/phone-check.tsx';
import { notReadyBecause } from '../phone/phone-words.ts';
import { usePhoneState } from '../phone/use-phone.tsx';
import { useCommand } from '../use-command.tsx';
import { reasonLabel } from './status-text.ts';

type Props = { readonly view: AgentView; readonly phone: Phone };

/** No work comes; one press back. Says why, above all when it was not the agent who chose it. */
export function NotReady({ view, phone }: Props) {
  const { run, busy, problem } = useCommand();
  const state = usePhoneState(phone);
  const { reason } = view.status;
  const isNew = reason === undefined || reason === 'logged-on';
  const label = isNew ? '' : ` · ${reasonLabel(reason, view.reasons)}`;
  const ready = (
    <>
      <ActionButton
        size="md"
        variant="filled"
        label="Ready"
        busy={busy}
        refused={notReadyBecause(view.phone, state)}
        rightSection={<KeyHint action="set-ready" isOnButton />}
        onPress={() => void run({ type: 'set-ready' })}
      />
      <ErrorLine problem={problem} />
      <PhoneCheck
        known={view.phone}
        phone={phone}
        // Once a shift, and whenever the phone was what stopped the work.
        isWhole={isNew || reason === 'phone-lost'}
      />
    </>
  );
  return (
    <EmptyState
      icon={<IconCircleMinus size={30} aria-hidden />}
      title={`You are Not Ready${label}`}
      action={ready}
    >
      {textFor(reason)}
    </EmptyState>
  );
}

function textFor(reason: string | undefined): string {
  switch (reason) {
    case 'logged-on':
      return 'Press Ready when you want to take calls.';
    case 'no-answer':
      return 'A record was offered and not taken in time. It went back to the list.';
    case 'connection-lost':
      return 'The connection of this page was lost for a while. Press Ready to go on.';
    case 'phone-lost':
      return 'Your phone could not be reached or heard. Once it works again, press Ready.';
    case 'released':
      return 'A supervisor released you from the line before anybody was connected.';
    case 'supervisor':
      return 'Your supervisor has set this.';
    default:
      return 'No calls come until you are Ready again.';
  }
}
