import type { AgentPhone } from '@outpace/engine/agents/agent-phone.ts';
import { DeskPhone } from './desk-phone.ts';
import type { Phone } from './phone.ts';
import { browserParts, SipPhone, type SipPhoneParts } from './sip-phone.ts';
import { TonePhone } from './tones.ts';

/** The phone that this page needs for an agent who is called there. */
export function newPhone(kind: AgentPhone['kind'], report: SipPhoneParts['report']): Phone {
  switch (kind) {
    case 'none':
      return new TonePhone();
    case 'browser':
      return new SipPhone(browserParts(report));
    case 'desk':
      return new DeskPhone();
  }
}
