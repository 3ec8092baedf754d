import type { EndedBy } from '@outpace/engine/interactions/interaction.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import {
  IconDots,
  IconHeadset,
  IconPhoneCall,
  IconPhoneEnd,
  IconPhoneOff,
  IconPhonePause,
  IconPhoneRinging,
  IconPlugConnectedX,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Phone } from '../../phone/phone.ts';
import { Clock, useNow } from '../../ui/clock.tsx';
import { formatDuration } from '../../ui/duration.ts';
import { formatPhone } from '../../ui/phone-text.ts';
import { CpdMark } from './cpd-mark.tsx';
import { EngagedLine } from './engaged-line.tsx';
import { MuteMark } from './mute-mark.tsx';
import { QualityMark } from './quality-mark.tsx';
import { ReconnectingLine } from './reconnecting-line.tsx';
import { RecordingMark } from './recording-mark.tsx';

const PHASES = {
  // Connected is what the agent is: nobody else is there yet, and the second line says so.
  engaging: { word: 'Connected', Icon: IconHeadset },
  dialing: { word: 'Dialing', Icon: IconDots },
  ringing: { word: 'Ringing', Icon: IconPhoneRinging },
  connected: { word: 'Connected', Icon: IconPhoneCall },
  'on-hold': { word: 'On Hold', Icon: IconPhonePause },
  consulting: { word: 'Consulting', Icon: IconUsers },
  conference: { word: 'In conference', Icon: IconUsersGroup },
  reconnecting: { word: 'Reconnecting', Icon: IconPlugConnectedX },
  'wrap-up': { word: 'Ended', Icon: IconPhoneEnd },
} as const satisfies Readonly<Record<InteractionView['phase'], unknown>>;

/** A call again that has not begun: after the call before it, and before its own dial. */
const RECALL_WAITS = { word: 'Waiting for your phone', Icon: IconPhoneRinging } as const;

type Props = { readonly interaction: InteractionView; readonly phone: Phone };

/** Who is on the line, what the call is doing, for how long, and which try this is. */
export function CallStatus({ interaction, phone }: Props) {
  const { contactName, contactType, attempt, attemptsMax, phase, muted } = interaction;
  const { word, Icon } = interaction.recallWaits ? RECALL_WAITS : PHASES[phase];
  const kind = contactType === 'none' ? undefined : contactType.replaceAll('-', ' ');
  return (
    <section className="call-status" aria-label="Call status" tabIndex={-1} data-work>
      <div className="call-who">
        {interaction.phone === '' ? (
          <span className="call-name call-nobody">Nobody yet</span>
        ) : (
          <span className="call-name">{contactName || formatPhone(interaction.phone)}</span>
        )}
        <span className="call-phone figures">
          {contactName === '' ? null : formatPhone(interaction.phone)}
          {kind === undefined ? null : <span className="dim"> · {kind}</span>}
        </span>
      </div>
      <div className="call-phase" data-phase={phase}>
        <span className="call-word">
          <Icon size={17} aria-hidden />
          {phase === 'engaging' && interaction.engaging?.upAt === undefined ? 'Ringing' : word}{' '}
          {interaction.recallWaits ? null : <PhaseTime interaction={interaction} />}
        </span>
        <span className="call-detail">
          <MuteMark muted={muted && phase !== 'wrap-up'} />
          {phase === 'wrap-up' ? <WrapUpTime interaction={interaction} /> : null}
          {phase === 'engaging' ? (
            <EngagedLine interaction={interaction} />
          ) : (
            `attempt ${attempt} of ${attemptsMax}`
          )}
        </span>
        <TakenBackLine interaction={interaction} />
      </div>
      {phase === 'reconnecting' ? (
        <ReconnectingLine rejoinBy={interaction.rejoinBy} />
      ) : (
        <>
          <div className="call-marks">
            <RecordingMark recording={interaction.recording} />
            <QualityMark phone={phone} />
          </div>
          <CpdMark interaction={interaction} />
        </>
      )}
    </section>
  );
}

const TAKEN_BACK = {
  cancelled: 'This record was cancelled: it is closed at Mark done.',
  suppressed: 'This number was put on the do-not-call list: it is not called again.',
} as const;

/** Somebody else has taken the record back while it lies here. */
function TakenBackLine({ interaction: { takenBack } }: Pick<Props, 'interaction'>) {
  if (takenBack === undefined) return null;
  return (
    <p className="taken-back" role="alert">
      <IconPhoneOff size={15} aria-hidden /> {TAKEN_BACK[takenBack]}
    </p>
  );
}

/** The time of this phase; also that of the whole talk, where that goes on beside it. */
function PhaseTime({ interaction }: Pick<Props, 'interaction'>) {
  const { phase, openedAt, connectedAt, heldAt, rejoinBy, endedAt, third } = interaction;
  switch (phase) {
    case 'engaging':
      return null;
    case 'dialing':
    case 'ringing':
      return <Clock since={openedAt} />;
    case 'connected':
      return <Clock since={connectedAt ?? openedAt} />;
    case 'consulting':
    case 'conference':
    case 'on-hold':
      return (
        <>
          <Clock since={heldAt ?? third?.since ?? openedAt} />
          <span className="call-whole">
            {' '}
            of <Clock since={connectedAt ?? openedAt} />
          </span>
        </>
      );
    case 'reconnecting':
      return rejoinBy === undefined ? null : <Clock until={rejoinBy} />;
    case 'wrap-up': {
      const talkedMs = (endedAt ?? openedAt) - (connectedAt ?? openedAt);
      return <span className="figures">after {formatDuration(talkedMs)}</span>;
    }
  }
}

const ENDED_BY = {
  agent: 'by you',
  contact: 'by the contact',
  'phone-lost': 'because your phone was lost',
  unreached: 'nobody was reached',
  transfer: 'by your transfer',
} as const satisfies Readonly<Record<EndedBy, string>>;

/** After-call work: time left, or by how much it is over. */
function WrapUpTime({ interaction }: Pick<Props, 'interaction'>) {
  const { wrapUpUntil, endedBy } = interaction;
  const now = useNow();
  if (wrapUpUntil === undefined) return null;
  const isOver = now >= wrapUpUntil;
  return (
    <>
      {endedBy ? ENDED_BY[endedBy] : null} ·{' '}
      {isOver ? <Over since={wrapUpUntil} /> : <Left until={wrapUpUntil} />} ·{' '}
    </>
  );
}

const Left = ({ until }: { readonly until: number }) => (
  <span className="wrap-up-left">
    after call work, <Clock until={until} /> left
  </span>
);

const Over = ({ since }: { readonly since: number }) => (
  <span className="wrap-up-over">
    after call work overdue by <Clock since={since} />
  </span>
);
