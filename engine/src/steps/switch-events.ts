import { unreachable } from '../basics/assert.ts';
import type { SwitchEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { onPhoneEvent } from './agent-phones.ts';
import { onCallEvent } from './call-events.ts';
import { onSwitchDown, onSwitchUp } from './reconcile.ts';
import { onRecording } from './recordings.ts';
import { onThirdPartyEvent } from './third-party-events.ts';

/** Late, repeated and reordered events are normal: what does not fit the phase changes nothing. */
export function onSwitchEvent(turn: Turn, event: SwitchEvent): void {
  switch (event.type) {
    case 'call-ringing':
    case 'call-answered':
    case 'call-progress':
    case 'call-ended':
    case 'originate-failed':
    case 'call-orphaned':
      return onCallEvent(turn, event);
    case 'phone-reachable':
    case 'agent-leg':
    case 'agent-silent':
      return onPhoneEvent(turn, event);
    case 'recording':
      return onRecording(turn, event);
    case 'consultation':
    case 'call-transferred':
      return onThirdPartyEvent(turn, event);
    case 'switch-down':
      return onSwitchDown(turn);
    case 'switch-up':
      return onSwitchUp(turn, event.legs);
    default:
      return unreachable(event);
  }
}
