import { Button, Skeleton, UnstyledButton } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type {
  PastCall as PastCallBody,
  PastChange as PastChangeBody,
  PastValidation as PastValidationBody,
} from '@outpace/protocol/contacts.ts';
import { IconBan, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { callResultWord } from '../../ui/call-result-words.ts';
import { useNow } from '../../ui/clock.tsx';
import { formatDuration } from '../../ui/duration.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { formatMoment } from '../../ui/time-text.ts';
import { RecordingPlayer } from '../call/recording-player.tsx';
import { fieldText } from '../fields/field-text.ts';
import { isLong } from '../outcome/long-note.ts';
import { pastValidationWords } from './past-validation-words.ts';
import { useHistory } from './use-history.tsx';

type Props = { readonly interaction: Pick<InteractionView, 'id' | 'chainId' | 'outcomes'> };

/** Every earlier call to this person and what was changed of them, newest first. */
export function History({ interaction }: Props) {
  const read = useHistory(interaction.chainId);
  const { error, isLoading } = read;
  // The call that is going on is no history yet.
  const past = read.data?.pages
    .flatMap(({ entries }) => entries)
    .filter((entry) => entry.type !== 'call' || entry.interactionId !== interaction.id);
  return (
    <Panel title="History">
      <ErrorLine problem={error} />
      {interaction.chainId === '' ? <p className="dim">Earlier calls come with the call.</p> : null}
      {isLoading ? <Skeleton height={60} /> : null}
      {past?.length === 0 ? <p className="dim">Nobody has called this person yet.</p> : null}
      <ol className="past">
        {past?.map((entry) => {
          if (entry.type === 'call') {
            const { outcomes } = interaction;
            return <PastCall key={entry.attemptId} call={entry} dispositions={outcomes} />;
          }
          return entry.type === 'change' ? (
            <PastChange key={`change ${entry.id}`} change={entry} />
          ) : (
            <PastValidation key={entry.id} validation={entry} />
          );
        })}
      </ol>
      {read.hasNextPage ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          Show earlier
        </Button>
      ) : null}
    </Panel>
  );
}

type PastProps = {
  readonly call: PastCallBody;
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
      {note === '' ? null : <PastNote note={note} />}
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
            attemptId={call.attemptId}
            of={formatMoment(Date.parse(at), now)}
          />
        ) : null}
      </div>
    </li>
  );
}

/** A long note is folded to its beginning. */
function PastNote({ note }: { readonly note: string }) {
  const [isWhole, setWhole] = useState(false);
  if (!isLong(note)) return <p className="past-note">{note}</p>;
  return (
    <>
      <p className="past-note" data-folded={!isWhole || undefined}>
        {note}
      </p>
      <UnstyledButton
        className="past-more"
        aria-expanded={isWhole}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? 'Fold the note' : 'Whole note'}
      </UnstyledButton>
    </>
  );
}

/** Nobody was called: told, so that nobody wonders about an attempt that was none. */
function PastValidation({ validation }: { readonly validation: PastValidationBody }) {
  const now = useNow();
  const { at, phone } = validation;
  return (
    <li className="past-change">
      <div className="past-head">
        <IconBan size={13} aria-hidden />
        <span>{pastValidationWords(validation)}</span>
        <time className="dim past-when" dateTime={at}>
          {`${formatPhone(phone)} · ${formatMoment(Date.parse(at), now)}`}
        </time>
      </div>
    </li>
  );
}

function PastChange({ change }: { readonly change: PastChangeBody }) {
  const now = useNow();
  const { at, by, label, fieldType: type } = change;
  const text = (value: PastChangeBody['from']): string => fieldText({ key: '', type, value });
  const [from, to] = [text(change.from), text(change.to)];
  return (
    <li className="past-change">
      <div className="past-head">
        <IconPencil size={13} aria-hidden />
        <span>
          {label}: {from === '' ? null : <span className="past-from">{from}</span>}{' '}
          {to === '' ? 'emptied' : to}
        </span>
        <time className="dim past-when" dateTime={at}>
          {[by, formatMoment(Date.parse(at), now)].filter(Boolean).join(' · ')}
        </time>
      </div>
    </li>
  );
}
