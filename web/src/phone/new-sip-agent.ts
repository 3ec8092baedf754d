import type { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import type { UA as SipAgent } from 'jssip';
import { SipSocket } from './sip-socket.ts';

/* The library connects again by itself, s: soon, and not so late that a customer would wait. */
const RECOVERY_S = { connection_recovery_min_interval: 1, connection_recovery_max_interval: 4 };

/** Loads the SIP library, which only a page with a browser phone needs, and sets it up. */
export async function newSipAgent(
  { user, domain, password, socketPath, registerSeconds }: BrowserPhoneSettings,
  page: string = window.location.href,
): Promise<SipAgent> {
  const { UA } = await import('jssip');
  const url = new URL(socketPath, page);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new UA({
    sockets: new SipSocket(url),
    uri: `sip:${user}@${domain}`,
    authorization_user: user,
    password,
    register_expires: registerSeconds,
    // The switch watches the media itself; refreshing a call through a busy page gains nothing.
    session_timers: false,
    ...RECOVERY_S,
  });
}
