import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { IconPhoneCall, IconPhoneOutgoing } from '@tabler/icons-react';
import { Clock } from '../../ui/clock.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EndInternalCall } from './end-internal-call.tsx';

/**
 * The colleague's screen rings, or the two are together; nothing is to be noted or said of it
 * afterwards.
 */
export function ColleaguePanel({ call }: { readonly call: InternalView }) {
  const isTalk = call.state === 'talking';
  const Icon = isTalk ? IconPhoneCall : IconPhoneOutgoing;
  return (
    <Panel title="Internal call" className={isTalk ? 'dialing internal-talk' : 'dialing'}>
      <p className="dialing-who">
        <span className="offer-name">{call.name}</span>
      </p>
      <p className="dialing-phase" role="status">
        <Icon size={16} aria-hidden />
        {isTalk ? 'Talking' : 'Ringing'} <Clock since={call.since} />
      </p>
      <EndInternalCall
        callId={call.id}
        label={isTalk ? 'End call' : 'Cancel call'}
        look={isTalk ? { color: 'red.8' } : { variant: 'default' }}
      />
    </Panel>
  );
}
