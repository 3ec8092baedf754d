import { Button } from '@mantine/core';
import type { LastOutcome } from '@outpace/engine/agents/agent-session.ts';
import type { AgentView, UndoView } from '@outpace/engine/views/agent-view.ts';
import {
  IconArrowBackUp,
  IconHeadset,
  IconLogout,
  IconPhoneOff,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useAgent } from '../live/agent-store.ts';
import type { Phone, PhoneSound } from '../phone/phone.ts';
import { Clock, useNow } from '../ui/clock.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { formatPhone } from '../ui/phone-text.ts';
import { CpdCorrection } from './call/cpd-correction.tsx';
import { DismissButton } from './dismiss-button.tsx';
import { KeyHint } from './keys/key-hint.tsx';
import { useKeys } from './keys/use-keys.tsx';
import { outcomeWords } from './outcome/outcome-words.ts';
import { newsWords } from './phone/phone-words.ts';
import { LOG_OFF_PROGRESS } from './status/status-text.ts';
import { RefusedCallLine } from './team/refused-call-line.tsx';
import { SharedLine } from './third-party/shared-line.tsx';
import { useCommand } from './use-command.tsx';

/** One-line news above the work: never over it, gone with one press. */
export function Lines({ view, phone }: { readonly view: AgentView; readonly phone: Phone }) {
  const state = useAgent((live) => live.state);
  const { lastOutcome, lastShared, undo, status } = view;
  return (
    <>
      {state === 'lost' ? <LostLine /> : null}
      {phone.sound === undefined ? null : <SoundLine sound={phone.sound} />}
      {status.pending?.to === 'logged-off' ? <LogOffLine holding={status.holding} /> : null}
      {undo ? <UndoLine undo={undo} /> : null}
      {view.manual.refused ? <RefusedCallLine refused={view.manual.refused} /> : null}
      {lastOutcome ? <OutcomeLine outcome={lastOutcome} /> : null}
      {lastShared ? <SharedLine shared={lastShared} /> : null}
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
      <DismissButton what="the news of your sound" onClick={() => sound.dismissNews()} />
    </div>
  );
}

function LogOffLine({ holding }: Pick<AgentView['status'], 'holding'>) {
  const { run, busy, problem } = useCommand();
  const stay = () => void run({ type: 'cancel-log-off' });
  useKeys([{ action: 'cancel-log-off', run: stay }]);
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
        rightSection={<KeyHint action="cancel-log-off" />}
        onClick={stay}
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
  const isOver = now >= until;
  const takeBack = () => void run({ type: 'undo-do-not-call', interactionId });
  useKeys(isOver ? [] : [{ action: 'undo-do-not-call', run: takeBack }]);
  if (isOver) return null;
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
        rightSection={<KeyHint action="undo-do-not-call" />}
        onClick={takeBack}
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
      <DismissButton
        what="the last result"
        busy={busy}
        onClick={() => void run({ type: 'dismiss-outcome' })}
      />
    </div>
  );
}
