import { ActionIcon, Button } from '@mantine/core';
import type { LastOutcome } from '@outpace/engine/agents/agent-session.ts';
import type { AgentView, UndoView } from '@outpace/engine/views/agent-view.ts';
import {
  IconArrowBackUp,
  IconHeadset,
  IconLogout,
  IconPhoneOff,
  IconPlugConnectedX,
  IconX,
} from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useAgent } from '../live/agent-store.ts';
import type { Phone, PhoneSound } from '../phone/phone.ts';
import { Clock, useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatPhone } from '../ui/phone-text.ts';
import { CpdCorrection } from './cpd-correction.tsx';
import { outcomeWords } from './outcome-words.ts';
import { newsWords } from './phone-words.ts';
import { LOG_OFF_PROGRESS } from './status-text.ts';
import { useCommand } from './use-command.tsx';

/** One-line news above the work: never over it, gone with one press. */
export function Lines({ view, phone }: { readonly view: AgentView; readonly phone: Phone }) {
  const { state } = useAgent();
  const { lastOutcome, undo, status } = view;
  return (
    <>
      {state === 'lost' ? <LostLine /> : null}
      {phone.sound === undefined ? null : <SoundLine sound={phone.sound} />}
      {status.pending?.to === 'logged-off' ? <LogOffLine holding={status.holding} /> : null}
      {undo ? <UndoLine undo={undo} /> : null}
      {lastOutcome ? <OutcomeLine outcome={lastOutcome} /> : null}
    </>
  );
}

const LostLine = () => (
  <div className="line line-lost" role="alert">
    <IconPlugConnectedX size={16} aria-hidden />
    <span className="line-text">
      <strong>Connection lost.</strong> Your call goes on and nothing typed is lost. Reconnecting…
    </span>
  </div>
);

/** A plug was pulled or put back in: what is in use is not what it was. */
function SoundLine({ sound }: { readonly sound: PhoneSound }) {
  const { news } = useSyncExternalStore(sound.subscribe, sound.current);
  if (news === undefined) return null;
  return (
    <div className="line line-sound" role="status">
      <IconHeadset size={16} aria-hidden />
      <span className="line-text">{newsWords(news)}</span>
      <DismissButton onClick={() => sound.dismissNews()} />
    </div>
  );
}

function LogOffLine({ holding }: Pick<AgentView['status'], 'holding'>) {
  const { run, busy, problem } = useCommand();
  return (
    <div className="line line-out" role="status">
      <IconLogout size={16} aria-hidden />
      <span className="line-text">
        <strong>{LOG_OFF_PROGRESS[holding]}</strong>
      </span>
      <ErrorLine problem={problem} />
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        onClick={() => void run({ type: 'cancel-log-off' })}
      >
        Stay logged on
      </Button>
    </div>
  );
}

function UndoLine({ undo }: { readonly undo: UndoView }) {
  const { run, busy, problem } = useCommand();
  const now = useNow();
  const { interactionId, contactName, phone, until } = undo;
  if (now >= until) return null;
  return (
    <div className="line line-undo" role="status">
      <IconPhoneOff size={16} aria-hidden />
      <span className="line-text">
        <strong>{contactName || formatPhone(phone)}</strong> will not be called again.
      </span>
      <ErrorLine problem={problem} />
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() => void run({ type: 'undo-do-not-call', interactionId })}
      >
        Undo{' '}
        <span className="undo-left" aria-hidden>
          <Clock until={until} />
        </span>
      </Button>
    </div>
  );
}

function OutcomeLine({ outcome }: { readonly outcome: LastOutcome }) {
  const { run, busy } = useCommand();
  const now = useNow();
  return (
    <div className="line" role="status">
      <IconPhoneOff size={16} aria-hidden />
      <span className="line-text">{outcomeWords(outcome, now)}</span>
      {outcome.wasHeard && outcome.attemptId !== undefined ? (
        <CpdCorrection key={outcome.attemptId} attemptId={outcome.attemptId} choices={['person']} />
      ) : null}
      <DismissButton busy={busy} onClick={() => void run({ type: 'dismiss-outcome' })} />
    </div>
  );
}

type DismissProps = { readonly busy?: boolean; readonly onClick: () => void };

const DismissButton = ({ busy = false, onClick }: DismissProps) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size="sm"
    loading={busy}
    aria-label="Dismiss"
    onClick={onClick}
  >
    <IconX size={14} aria-hidden />
  </ActionIcon>
);
