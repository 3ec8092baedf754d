import { Button } from '@mantine/core';
import type { OfferView } from '@outpace/engine/views/agent-view.ts';
import { IconBellRinging, IconCalendarTime, IconPhoneOutgoing, IconX } from '@tabler/icons-react';
import { useNow } from '../../ui/clock.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { callbackWords } from '../callbacks/callback-words.ts';
import { FieldList } from '../fields/field-list.tsx';
import { KeyHint } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { useCommand } from '../use-command.tsx';
import { answerKeys } from './answer-keys.ts';
import { CountdownRing } from './countdown-ring.tsx';
import { useCardFocus } from './use-card-focus.tsx';

/** A record offered to this agent: who, why, and how long there is to decide. */
export function OfferCard({ offer }: { readonly offer: OfferView }) {
  const card = useCardFocus();
  const { run, busy, problem } = useCommand();
  const { id, contactName, phone, campaignName, offeredAt, until, atEnd, rejectAllowed } = offer;
  const accept = () => void run({ type: 'accept-offer', offerId: id });
  const reject = () => void run({ type: 'reject-offer', offerId: id });
  useKeys(busy ? [] : answerKeys(accept, rejectAllowed ? reject : undefined));
  return (
    <div
      ref={card}
      className="offer"
      role="alertdialog"
      aria-labelledby="offer-title"
      aria-describedby="offer-who"
      tabIndex={-1}
      data-work
      data-callback={offer.callback === undefined ? undefined : true}
    >
      <div className="offer-head">
        <div>
          <h2 id="offer-title" className="offer-title">
            Interaction preview
          </h2>
          {offer.callback === undefined ? null : (
            <p className="offer-mark">
              <IconBellRinging size={14} aria-hidden /> Callback
            </p>
          )}
          <p id="offer-who" className="offer-who">
            <span className="offer-name">{contactName || formatPhone(phone)}</span>
            <span className="dim">
              {contactName === '' ? '' : `${formatPhone(phone)} · `}
              {campaignName}
            </span>
          </p>
        </div>
        <CountdownRing from={offeredAt} until={until} />
      </div>
      <CallbackLine callback={offer.callback} />
      <FieldList fields={offer.fields} />
      <ErrorLine problem={problem} />
      <div className="offer-foot">
        <p className="dim offer-end">{END_WORDS[atEnd]}</p>
        {rejectAllowed ? (
          <Button
            variant="default"
            disabled={busy}
            leftSection={<IconX size={16} aria-hidden />}
            rightSection={<KeyHint action="reject-offer" isOnButton />}
            onClick={reject}
          >
            Reject
          </Button>
        ) : null}
        <Button
          loading={busy}
          leftSection={<IconPhoneOutgoing size={16} aria-hidden />}
          rightSection={<KeyHint action="accept-offer" isOnButton />}
          onClick={accept}
        >
          Accept
        </Button>
      </div>
    </div>
  );
}

/** Somebody waits for this very call. */
function CallbackLine({ callback }: Pick<OfferView, 'callback'>) {
  const now = useNow();
  if (callback === undefined) return null;
  return (
    <p className="offer-callback">
      <IconCalendarTime size={16} aria-hidden /> {callbackWords(callback, now)}
    </p>
  );
}

const END_WORDS = {
  accept: 'The call starts by itself when the time is over.',
  'time-out': 'When the time is over the record goes back and you are Not Ready.',
} as const satisfies Readonly<Record<OfferView['atEnd'], string>>;
