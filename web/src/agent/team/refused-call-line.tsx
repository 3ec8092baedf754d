import type { RefusedCall } from '@outpace/engine/agents/placing.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { IconPhoneOff } from '@tabler/icons-react';
import { formatPhone } from '../../ui/phone-text.ts';
import { DismissButton } from '../dismiss-button.tsx';
import { useCommand } from '../use-command.tsx';

/** A call of the agent's own that nobody was reached by, and why. */
export function RefusedCallLine({ refused }: { readonly refused: RefusedCall }) {
  const { run, busy } = useCommand();
  return (
    <div className="line line-lost" role="alert">
      <IconPhoneOff size={16} aria-hidden />
      <span className="line-text">
        <strong className="figures">{formatPhone(refused.whom)}</strong> was not reached.{' '}
        {REFUSALS[refused.code]}
      </span>
      <DismissButton
        what="the call that was not made"
        busy={busy}
        onClick={() => void run({ type: 'dismiss-outcome' })}
      />
    </div>
  );
}
