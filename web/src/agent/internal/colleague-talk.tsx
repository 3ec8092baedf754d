import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { IconPhoneCall } from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EndInternalCall } from './end-internal-call.tsx';

/** The two are together; nothing is to be noted or said of it afterwards. */
export function ColleagueTalk({ call }: { readonly call: InternalView }) {
  return (
    <Panel title="Internal call" className="dialing internal-talk">
      <p className="dialing-who">
        <span className="offer-name">{call.name}</span>
      </p>
      <p className="dialing-phase" role="status">
        <IconPhoneCall size={16} aria-hidden />
        Talking <Clock since={call.since} />
      </p>
      <EndInternalCall callId={call.id} label="End call" look={{ color: 'red.8' }} />
    </Panel>
  );
}
