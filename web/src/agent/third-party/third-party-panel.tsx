import './third-party.css';
import type { InteractionAction } from '@outpace/engine/interactions/allowed-actions.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { IconEye, IconUsers } from '@tabler/icons-react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { ActionButton } from '../actions/action-button.tsx';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { KEYS, type KeyedAction } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { useCommand } from '../use-command.tsx';
import { guestWords, thirdName, thirdWords } from './third-party-words.ts';

type Props = { readonly interaction: InteractionView };

/** Who else is in the call, who hears whom, and what can be done about it. */
export function ThirdPartyPanel({ interaction }: Props) {
  const { role, third, otherName, phase } = interaction;
  if (phase === 'wrap-up') {
    if (otherName === undefined) return null;
    return <SharedWrapUp interaction={interaction} otherName={otherName} />;
  }
  if (third === undefined) return null;
  return role === 'owner' ? (
    <OwnerPanel {...{ interaction }} />
  ) : (
    <GuestPanel {...{ interaction }} />
  );
}

function OwnerPanel({ interaction }: Props) {
  const { third, contactName, phone, id: interactionId, phase } = interaction;
  if (third === undefined) return null;
  const contact = contactName || formatPhone(phone);
  const who = thirdName(third);
  const other = third.side === 'target' ? 'customer' : 'target';
  const toggle = { type: 'talk-with', interactionId, side: other } as const;
  const toggleLabel = `Talk with ${other === 'customer' ? contact : who}`;
  const isConference = phase === 'conference';
  return (
    <section className="third-party" data-phase={phase} aria-label="Third party">
      <IconUsers size={17} aria-hidden />
      <p className="third-words" aria-live="polite">
        {thirdWords(third, contact)}
      </p>
      <Buttons
        interaction={interaction}
        rows={[
          ...(isConference ? [] : [row('talk-with', toggleLabel, toggle)]),
          row('complete-transfer', 'Complete transfer', {
            type: 'complete-transfer',
            interactionId,
          }),
          ...(isConference
            ? []
            : [
                row('complete-conference', 'Complete conference', {
                  type: 'complete-conference',
                  interactionId,
                }),
              ]),
          row('end-consultation', 'End consultation', { type: 'end-consultation', interactionId }),
        ]}
      />
    </section>
  );
}

function GuestPanel({ interaction }: Props) {
  const { role, ownerName, id: interactionId } = interaction;
  return (
    <section className="third-party" data-phase={interaction.phase} aria-label="Third party">
      <IconEye size={17} aria-hidden />
      <p className="third-words" aria-live="polite">
        {guestWords(interaction)}{' '}
        <span className="dim">
          {role === 'consulted'
            ? `The record is ${ownerName}’s: you read it, and change nothing.`
            : 'Whoever marks done first finishes the record.'}
        </span>
      </p>
      <Buttons
        interaction={interaction}
        rows={[row('leave-consultation', 'Leave', { type: 'leave-consultation', interactionId })]}
      />
    </section>
  );
}

function SharedWrapUp({ interaction, otherName }: Props & { readonly otherName: string }) {
  const { id: interactionId, role } = interaction;
  return (
    <section className="third-party" data-phase="wrap-up" aria-label="Third party">
      <IconUsers size={17} aria-hidden />
      <p className="third-words">
        {otherName} has this record too. Whoever marks done first finishes it.
      </p>
      {role === 'owner' ? null : (
        <Buttons
          interaction={interaction}
          rows={[
            row('leave-consultation', `Leave it to ${otherName}`, {
              type: 'leave-consultation',
              interactionId,
            }),
          ]}
        />
      )}
    </section>
  );
}

type Row = {
  readonly action: InteractionAction & KeyedAction;
  readonly label: string;
  readonly command: AgentCommandBody;
};

const row = (action: Row['action'], label: string, command: AgentCommandBody): Row => ({
  action,
  label,
  command,
});

function Buttons({ interaction, rows }: Props & { readonly rows: readonly Row[] }) {
  const { run, busy, problem } = useCommand();
  const buttons = rows.map(({ action, label, command }) => ({
    action,
    label,
    refused: refusedBecause(action, interaction),
    run: () => (busy ? undefined : void run(command)),
  }));
  useKeys(buttons);
  return (
    <div className="third-actions">
      {buttons.map(({ action, label, refused, run: press }) => (
        <ActionButton
          key={action}
          label={label}
          shortcut={KEYS[action].key}
          variant="default"
          size="compact-sm"
          refused={refused}
          onPress={press}
        />
      ))}
      <ErrorLine problem={problem} />
    </div>
  );
}
