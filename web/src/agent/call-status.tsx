import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import {
  IconDots,
  IconMicrophoneOff,
  IconPhoneCall,
  IconPhoneEnd,
  IconPhoneRinging,
} from '@tabler/icons-react';
import { Clock, useNow } from '../ui/clock.tsx';
import { formatDuration } from '../ui/duration.ts';
import { formatPhone } from '../ui/phone-text.ts';

const PHASES = {
  dialing: { word: 'Dialing', Icon: IconDots },
  ringing: { word: 'Ringing', Icon: IconPhoneRinging },
  connected: { word: 'Connected', Icon: IconPhoneCall },
  'wrap-up': { word: 'Ended', Icon: IconPhoneEnd },
} as const satisfies Readonly<Record<InteractionView['phase'], unknown>>;

/** Who is on the line, what the call is doing, for how long, and which try this is. */
export function CallStatus({ interaction }: { readonly interaction: InteractionView }) {
  const { contactName, phone, contactType, attempt, attemptsMax, phase, muted } = interaction;
  const { word, Icon } = PHASES[phase];
  const kind = contactType === 'none' ? undefined : contactType.replaceAll('-', ' ');
  return (
    <section className="call-status" aria-label="Call status">
      <div className="call-who">
        <span className="call-name">{contactName || formatPhone(phone)}</span>
        <span className="call-phone figures">
          {contactName === '' ? null : formatPhone(phone)}
          {kind === undefined ? null : <span className="dim"> · {kind}</span>}
        </span>
      </div>
      <div className="call-phase" data-phase={phase}>
        <span className="call-word">
          <Icon size={17} aria-hidden />
          {word} <PhaseTime interaction={interaction} />
        </span>
        <span className="call-detail">
          {muted && phase !== 'wrap-up' ? (
            <span className="call-muted">
              <IconMicrophoneOff size={13} aria-hidden /> You are muted ·{' '}
            </span>
          ) : null}
          {phase === 'wrap-up' ? <WrapUpTime interaction={interaction} /> : null}
          attempt {attempt} of {attemptsMax}
        </span>
      </div>
    </section>
  );
}

function PhaseTime({ interaction }: { readonly interaction: InteractionView }) {
  const { phase, openedAt, connectedAt, endedAt } = interaction;
  if (phase === 'connected') return <Clock since={connectedAt ?? openedAt} />;
  if (phase !== 'wrap-up') return <Clock since={openedAt} />;
  const talkedMs = (endedAt ?? openedAt) - (connectedAt ?? openedAt);
  return <span className="figures">after {formatDuration(talkedMs)}</span>;
}

/** After-call work: time left, or by how much it is over. */
function WrapUpTime({ interaction }: { readonly interaction: InteractionView }) {
  const { wrapUpUntil, endedBy } = interaction;
  const now = useNow();
  if (wrapUpUntil === undefined) return null;
  const isOver = now >= wrapUpUntil;
  const by = endedBy === 'agent' ? 'by you' : 'by the contact';
  return (
    <>
      {by} · {isOver ? <Over since={wrapUpUntil} /> : <Left until={wrapUpUntil} />} ·{' '}
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
