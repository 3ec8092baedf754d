import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { formatPhone } from '../../ui/phone-text.ts';

type Engaged = Pick<InteractionView, 'engaging' | 'phone' | 'attempt' | 'attemptsMax'>;

/** What an agent on the line waits for, and what is dialed for it, without the times. */
export function engagedWords({ engaging, phone, attempt, attemptsMax }: Engaged): {
  readonly waits: string;
  readonly dials: string | undefined;
} {
  if (engaging === undefined) return { waits: '', dials: undefined };
  const { isAssured, upAt, call } = engaging;
  const tries = `${formatPhone(phone)}, attempt ${attempt} of ${attemptsMax}`;
  if (upAt === undefined) {
    return { waits: 'Your phone is being called', dials: isAssured ? `then ${tries}` : undefined };
  }
  if (!isAssured) return { waits: 'Engaged, waiting for a contact', dials: undefined };
  const waits = 'Engaged, waiting for the contact';
  switch (call) {
    case 'none':
      return { waits, dials: `next ${tries}` };
    case 'dialing':
      return { waits, dials: `dialing ${tries}` };
    case 'ringing':
      return { waits, dials: `ringing at ${tries}` };
  }
}
