import type { AgentId, SiteId } from '@outpace/engine/basics/ids.ts';
import { INCOMING_CONTEXT, PHONE_TRANSPORT, TRUNK_TRANSPORT } from '../instance/dialer-config.ts';
import type { TrunkSettings } from './trunk-settings.ts';

/** Something that is pushed to the switch's memory; lost when it starts again. */
export type SipObject = {
  readonly type: 'endpoint' | 'aor' | 'auth' | 'identify' | 'registration';
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
};

/** Names of endpoints carry the site: several may share a switch. */
export const trunkEndpoint = (site: SiteId, trunkName: string): string =>
  `${site}~trunk~${trunkName}`;
export const agentEndpoint = (site: SiteId, agentId: AgentId): string => `${site}~agent~${agentId}`;
export const deskEndpoint = (site: SiteId): string => `${site}~desk`;

const KEEP_ALIVE_SECONDS = '10';

/** Calls of ours never move to another medium, nor are refreshed by the far end. */
const COMMON = {
  context: INCOMING_CONTEXT,
  disallow: 'all',
  direct_media: 'no',
  timers: 'no',
  allow_transfer: 'no',
  // To who waits alone nothing else is sent, and a phone or a router on the way may give it up.
  rtp_keepalive: KEEP_ALIVE_SECONDS,
  // Who talks with whom is nobody's business outside.
  send_connected_line: 'no',
} as const;

const SIP = { ...COMMON, transport: TRUNK_TRANSPORT, dtmf_mode: 'rfc4733', rtp_symmetric: 'yes' };

/** How often a carrier is asked whether it is there, s, and how long it may take to answer. */
const QUALIFY = { qualify_frequency: '15', qualify_timeout: '3.0' } as const;

/** How a number is dialed through this trunk. */
export function dialString(site: SiteId, trunk: TrunkSettings, phone: string): string {
  const number = trunk.plus === false ? phone.replace('+', '') : phone;
  return `PJSIP/${number}@${trunkEndpoint(site, trunk.name)}`;
}

/** The trunk that carries a channel, by the name that the switch gives it. */
export function trunkOfChannel(site: SiteId, channelName: string): string | undefined {
  const prefix = `PJSIP/${trunkEndpoint(site, '')}`;
  if (!channelName.startsWith(prefix)) return undefined;
  return channelName.slice(prefix.length, channelName.lastIndexOf('-'));
}

/** What the called person sees: the number that was chosen for the dial, or the trunk's own. */
export function callerIdOf(
  { callerId, plus }: TrunkSettings,
  chosen?: string | undefined,
): string | undefined {
  const own = plus === false ? chosen?.replace('+', '') : chosen;
  const number = own ?? callerId?.number;
  if (number === undefined) return undefined;
  return callerId?.name === undefined ? number : `"${callerId.name}" <${number}>`;
}

/** A far end that has vanished without a word must not keep a line, and an agent, for ever. */
const GIVE_UP_SECONDS = '300';

export const codecsOf = (trunk: TrunkSettings): string =>
  (trunk.codecs ?? ['alaw', 'ulaw']).join(',');

/**
 * Who calls from there is only recognized by an address: a name would be looked up by the switch
 * at once, and while it waits for that, all requests wait. Calls from outside are refused anyway.
 */
const IP_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\])(:\d+)?$/;

/** Everything that a trunk is, in the order in which it has to be pushed. */
export function trunkObjects(site: SiteId, trunk: TrunkSettings): readonly SipObject[] {
  const id = trunkEndpoint(site, trunk.name);
  const { account, host, qualify = true } = trunk;
  const objects: SipObject[] = [
    { type: 'aor', id, fields: { contact: `sip:${host}`, ...(qualify ? QUALIFY : {}) } },
    {
      type: 'endpoint',
      id,
      fields: {
        ...SIP,
        allow: codecsOf(trunk),
        aors: id,
        send_pai: 'yes',
        rtp_timeout: GIVE_UP_SECONDS,
        trust_id_outbound: 'yes',
        ...(account === undefined ? {} : { outbound_auth: id, from_user: account.user }),
      },
    },
    ...(IP_ADDRESS.test(host)
      ? [{ type: 'identify', id, fields: { endpoint: id, match: host } } as const]
      : []),
  ];
  if (account === undefined) return objects;
  const { user, secret } = account;
  objects.unshift({
    type: 'auth',
    id,
    fields: { auth_type: 'digest', username: user, password: secret },
  });
  if (account.register !== true) return objects;
  return [...objects, registration(id, host, user)];
}

const registration = (id: string, host: string, user: string): SipObject => ({
  type: 'registration',
  id,
  fields: {
    transport: TRUNK_TRANSPORT,
    outbound_auth: id,
    server_uri: `sip:${host}`,
    client_uri: `sip:${user}@${host}`,
    retry_interval: '30',
    forbidden_retry_interval: '300',
    max_retries: '100000',
    expiration: '300',
  },
});

/** What calls to desk phones by their SIP address go through. */
export const deskObjects = (site: SiteId): readonly SipObject[] => [
  { type: 'endpoint', id: deskEndpoint(site), fields: { ...SIP, allow: 'alaw,ulaw,g722' } },
];

/** An agent's phone in the browser, good until the password changes. */
export function agentObjects(
  site: SiteId,
  agentId: AgentId,
  password: string,
): readonly SipObject[] {
  const id = agentEndpoint(site, agentId);
  return [
    { type: 'auth', id, fields: { auth_type: 'digest', username: id, password } },
    // Whoever signs in last has the phone: a second browser takes it from the first.
    { type: 'aor', id, fields: { max_contacts: '1', remove_existing: 'yes' } },
    {
      type: 'endpoint',
      id,
      fields: {
        ...COMMON,
        transport: PHONE_TRANSPORT,
        allow: 'opus,alaw,ulaw',
        webrtc: 'yes',
        dtls_auto_generate_cert: 'yes',
        rewrite_contact: 'yes',
        auth: id,
        aors: id,
      },
    },
  ];
}
