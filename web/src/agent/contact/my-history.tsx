import type { MyHistory as MyHistoryPage } from '@outpace/protocol/contacts.ts';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { callResultWord } from '../../ui/call-result-words.ts';
import { useNow } from '../../ui/clock.tsx';
import { formatDuration } from '../../ui/duration.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { formatMoment } from '../../ui/time-text.ts';
import { RecordingPlayer } from '../call/recording-player.tsx';

/** `after` changes when an interaction has been closed, which is when this list changes. */
export function MyHistory({ after }: { readonly after: string }) {
  const { data: page, error } = useQuery({
    queryKey: ['my-history', after],
    queryFn: () => api.get<MyHistoryPage>('/api/my-history'),
    placeholderData: (before) => before,
  });
  return (
    <Panel title="My History" className="side-panel side-history">
      <ErrorLine problem={error} />
      {page?.interactions.length === 0 ? (
        <p className="dim">Your finished calls are listed here.</p>
      ) : null}
      <ol className="mine">
        {page?.interactions.map((one) => (
          <MyCall key={one.interactionId} call={one} />
        ))}
      </ol>
    </Panel>
  );
}

function MyCall({ call }: { readonly call: MyHistoryPage['interactions'][number] }) {
  const now = useNow();
  const { at, contactName, phone, callResult, talkMs, note } = call;
  return (
    <li className="my-call" title={note === '' ? undefined : note}>
      <span className="my-call-name">{contactName || formatPhone(phone)}</span>
      <time className="dim" dateTime={at}>
        {formatMoment(Date.parse(at), now)}
      </time>
      <span className="dim my-call-detail figures">
        {callResult === null ? 'Open' : callResultWord(callResult)}
        {talkMs > 0 ? ` · ${formatDuration(talkMs)}` : ''}{' '}
        {call.recordings.map((attemptId, n) => (
          <RecordingPlayer
            key={attemptId}
            interactionId={call.interactionId}
            attemptId={attemptId}
            of={`${contactName || formatPhone(phone)}${n === 0 ? '' : `, call ${n + 1}`}`}
          />
        ))}
      </span>
    </li>
  );
}
