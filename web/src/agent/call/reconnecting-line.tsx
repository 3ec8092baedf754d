import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { formatSecond } from '../../ui/time-text.ts';

/** The agent's sound broke off; the contact is not left in silence, nor for ever. */
export function ReconnectingLine({ rejoinBy }: Pick<InteractionView, 'rejoinBy'>) {
  if (rejoinBy === undefined) return null;
  return (
    <p className="call-lost" role="alert">
      Your phone lost the call. The contact hears music; connecting again until{' '}
      <span className="figures">{formatSecond(rejoinBy)}</span>.
    </p>
  );
}
