import { Button } from '@mantine/core';
import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { IconPhone, IconX } from '@tabler/icons-react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { KeyHint } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { answerKeys } from '../offer/answer-keys.ts';
import { CountdownRing } from '../offer/countdown-ring.tsx';
import { useCardFocus } from '../offer/use-card-focus.tsx';
import { useCommand } from '../use-command.tsx';

type Props = { readonly call: Extract<InternalView, { state: 'ringing' }> };

/** A colleague calls: taken or not, as an offer is. */
export function ColleagueRings({ call }: Props) {
  const card = useCardFocus();
  const { run, busy, problem } = useCommand();
  const { id: callId, name, since, until } = call;
  const accept = () => void run({ type: 'accept-internal-call', callId });
  const reject = () => void run({ type: 'end-internal-call', callId });
  useKeys(busy ? [] : answerKeys(accept, reject));
  return (
    <div
      ref={card}
      className="offer"
      role="alertdialog"
      aria-labelledby="internal-title"
      aria-describedby="internal-who"
      tabIndex={-1}
      data-work
    >
      <div className="offer-head">
        <div>
          <h2 id="internal-title" className="offer-title">
            Internal call
          </h2>
          <p id="internal-who" className="offer-who">
            <span className="offer-name">{name}</span>
            <span className="dim">calls you</span>
          </p>
        </div>
        <CountdownRing from={since} until={until} />
      </div>
      <ErrorLine problem={problem} />
      <div className="offer-foot">
        <p className="dim offer-end">No contact comes while you talk.</p>
        <Button
          variant="default"
          disabled={busy}
          leftSection={<IconX size={16} aria-hidden />}
          rightSection={<KeyHint action="reject-offer" isOnButton />}
          onClick={reject}
        >
          Reject
        </Button>
        <Button
          loading={busy}
          leftSection={<IconPhone size={16} aria-hidden />}
          rightSection={<KeyHint action="accept-offer" isOnButton />}
          onClick={accept}
        >
          Accept
        </Button>
      </div>
    </div>
  );
}
