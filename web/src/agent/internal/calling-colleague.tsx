import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EndInternalCall } from './end-internal-call.tsx';

/** The colleague's screen rings. */
export function CallingColleague({ call }: { readonly call: InternalView }) {
  return (
    <Panel title="Internal call" className="dialing">
      <p className="dialing-who">
        <span className="offer-name">{call.name}</span>
      </p>
      <p className="dialing-phase" role="status">
        <IconPhoneOutgoing size={16} aria-hidden />
        Ringing <Clock since={call.since} />
      </p>
      <EndInternalCall callId={call.id} label="Cancel call" look={{ variant: 'default' }} />
    </Panel>
  );
}
