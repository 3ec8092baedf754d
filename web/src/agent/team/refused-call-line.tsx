import type { RefusedCall } from '@outpace/engine/agents/placing.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { IconPhoneOff } from '@tabler/icons-react';
import { formatPhone } from '../../ui/phone-text.ts';
import { DismissButton } from '../dismiss-button.tsx';
import { useCommand } from '../use-command.tsx';

/** A call by hand that was not made, and why. */
export function RefusedCallLine({ refused }: { readonly refused: RefusedCall }) {
  const { run, busy } = useCommand();
  return (
    <div className="line line-lost" role="alert">
      <IconPhoneOff size={16} aria-hidden />
      <span className="line-text">
        <strong className="figures">{formatPhone(refused.phone)}</strong> was not called.{' '}
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
