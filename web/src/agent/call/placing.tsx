import { Button } from '@mantine/core';
import type { ManualView } from '@outpace/engine/views/agent-view.ts';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { useCommand } from '../use-command.tsx';

const WAITS_FOR = {
  number: 'Looking the number up',
  phone: 'Calling your phone first',
} as const;

/** A call of the agent's own choice before its dial: what it waits for, and a way back. */
export function Placing({ placing }: Pick<ManualView, 'placing'>) {
  const { run, busy, problem } = useCommand();
  if (placing === undefined) return null;
  return (
    <Panel title="Your call" className="dialing">
      <p className="dialing-who">
        <span className="offer-name figures">{formatPhone(placing.phone)}</span>
      </p>
      <p className="dialing-phase" role="status">
        <IconPhoneOutgoing size={16} aria-hidden />
        {WAITS_FOR[placing.waitsFor]} <Clock since={placing.since} />
      </p>
      <p>
        <Button variant="default" loading={busy} onClick={() => void run({ type: 'cancel-call' })}>
          Cancel call
        </Button>
      </p>
      <ErrorLine problem={problem} />
    </Panel>
  );
}
