import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { AgentLine } from './agent-line.ts';
import { agentEndpoint, deskEndpoint } from './sip-objects.ts';

/** How an agent's phone is called; `nothing`: the address is none. */
export type PhoneTarget =
  | { readonly by: 'endpoint'; readonly endpoint: string; readonly codecs: string }
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'nothing' };

/** The customer's codec first: sound that need not be translated costs half of the processor. */
const BROWSER_CODECS = 'alaw,opus,ulaw';
const DESK_CODECS = 'alaw,ulaw,g722';

/** A SIP address without anything that could mean more to the switch than an address. */
const SIP_ADDRESS = /^sip:[A-Za-z0-9._~+*-]+@[A-Za-z0-9.-]+(:\d{1,5})?$/;

export function phoneTarget(site: SiteId, { agentId, phone }: AgentLine): PhoneTarget {
  if (phone.kind === 'browser') {
    const endpoint = `PJSIP/${agentEndpoint(site, agentId)}`;
    return { by: 'endpoint', endpoint, codecs: BROWSER_CODECS };
  }
  return addressTarget(site, phone.address);
}

/** How a SIP address or a number is called. */
export function addressTarget(site: SiteId, text: string): PhoneTarget {
  const address = text.trim();
  if (SIP_ADDRESS.test(address)) {
    return {
      by: 'endpoint',
      endpoint: `PJSIP/${deskEndpoint(site)}/${address}`,
      codecs: DESK_CODECS,
    };
  }
  const number = parsePhoneNumber(address);
  return number.ok ? { by: 'number', number: number.value } : { by: 'nothing' };
}
