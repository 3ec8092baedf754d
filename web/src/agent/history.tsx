import { Skeleton } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { ContactPage } from '@outpace/protocol/contacts.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { useNow } from '../ui/clock.tsx';
import { formatDuration } from '../ui/duration.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Panel } from '../ui/panel.tsx';
import { formatPhone } from '../ui/phone-text.ts';
import { formatMoment } from '../ui/time-text.ts';
import { RecordingPlayer } from './recording-player.tsx';
import { useContact } from './use-contact.tsx';

/** Every earlier call to this person, newest first. */
export function History({ interaction }: { readonly interaction: InteractionView }) {
  const { data: contact, error } = useContact(interaction.chainId);
  const past = contact?.history;
  return (
    <Panel title="History">
      <ErrorLine problem={error} />
      {past === undefined && error === null ? <Skeleton height={60} /> : null}
      {past?.length === 0 ? <p className="dim">Nobody has called this person yet.</p> : null}
      <ol className="past">
        {past?.map((call) => (
          <PastCall key={call.attemptId} call={call} dispositions={interaction.outcomes} />
        ))}
      </ol>
    </Panel>
  );
}

type PastProps = {
  readonly call: ContactPage['history'][number];
  readonly dispositions: InteractionView['outcomes'];
};

function PastCall({ call, dispositions: { dispositions } }: PastProps) {
  const now = useNow();
  const { at, phone, agentName, callResult, agentCallResult, dispositionCode, talkMs, note } = call;
  const result = agentCallResult ?? callResult;
  const code = dispositions.find((one) => one.code === dispositionCode)?.label ?? dispositionCode;
  return (
    <li className="past-call">
      <div className="past-head">
        <strong>{result === null ? 'On the way' : callResultWord(result)}</strong>
        {code === null ? null : <span>{code}</span>}
        <time className="dim past-when" dateTime={at}>
          {formatMoment(Date.parse(at), now)}
        </time>
      </div>
      {note === '' ? null : <p className="past-note">{note}</p>}
      <div className="dim past-detail figures">
        {[
          agentName,
          talkMs > 0 ? `talked ${formatDuration(talkMs)}` : undefined,
          formatPhone(phone),
        ]
          .filter(Boolean)
          .join(' · ')}{' '}
        {call.hasRecording && call.interactionId !== null ? (
          <RecordingPlayer
            interactionId={call.interactionId}
            of={formatMoment(Date.parse(at), now)}
          />
        ) : null}
      </div>
    </li>
  );
}
