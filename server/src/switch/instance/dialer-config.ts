import { ARI_USER, type ConfigFiles, type InstanceSetup, NO_SILENCE } from './base-config.ts';

/**
 * Where every call that we make enters the dialplan, at extension `s`. When no application of ours
 * is there at the answer, it plays the message by itself: nobody is ever called into silence.
 */
export const DIAL_CONTEXT = 'outpace-dial';
/** Where a leg is sent to be listened to; it comes back to the application with the verdict. */
export const CPD_CONTEXT = 'outpace-amd';
/** Whoever calls in, from a browser phone or a trunk, is refused. */
export const INCOMING_CONTEXT = 'outpace-incoming';
/** Plays the message and hangs up, with nobody's help. */
export const ORPHAN_CONTEXT = 'outpace-orphan';

/** Variables of a channel that the contexts read. */
export const DIALPLAN_VARIABLES = {
  app: 'OUTPACE_APP',
  message: 'OUTPACE_MESSAGE',
  /** Options of AMD(), between commas. */
  cpd: 'OUTPACE_AMD',
} as const;

/**
 * A variable of the switch itself, with the name of the leg behind this: somebody answered while
 * nobody here was listening, and the dialplan has played them the message. It outlives the leg.
 */
export const ORPHAN_MARK = 'OUTPACE_ORPHAN_';

/** Variables of a channel that come with every event about it. */
export const CHANNEL_VARIABLES = ['OUTPACE_ATTEMPT', 'OUTPACE_AGENT', 'OUTPACE_LEG'] as const;

/** The first word that a leg brings back from being listened to; verdict and cause follow. */
export const CPD_ARGUMENT = 'amd';

/** Endpoints name one of these; SIP and RTP then use the address that it is bound to. */
export const TRUNK_TRANSPORT = 'outpace-udp';
export const PHONE_TRANSPORT = 'outpace-ws';

const DIALPLAN = `
[${DIAL_CONTEXT}]
exten => s,1,Stasis(\${OUTPACE_APP})
 same => n,GotoIf($["\${STASISSTATUS}"!="FAILED"]?gone)
 same => n,Set(GLOBAL(${ORPHAN_MARK}\${UNIQUEID})=1)
 same => n,Goto(${ORPHAN_CONTEXT},s,1)
 same => n(gone),Hangup(16)

[${ORPHAN_CONTEXT}]
exten => s,1,Set(MESSAGE=\${IF($["\${OUTPACE_MESSAGE}"=""]?safe-harbour:\${OUTPACE_MESSAGE})})
 same => n,Playback(\${MESSAGE})
 same => n,GotoIf($["\${PLAYBACKSTATUS}"="SUCCESS"]?done)
 same => n,Playback(safe-harbour)
 same => n,GotoIf($["\${PLAYBACKSTATUS}"="SUCCESS"]?done)
; Not even the usual message is there: at least no silence.
 same => n,PlayTones(info)
 same => n,Wait(3)
 same => n(done),Hangup(16)

[${CPD_CONTEXT}]
exten => s,1,AMD(\${OUTPACE_AMD})
 same => n,Stasis(\${OUTPACE_APP},${CPD_ARGUMENT},\${AMDSTATUS},\${AMDCAUSE})
 same => n,GotoIf($["\${STASISSTATUS}"="FAILED"]?${ORPHAN_CONTEXT},s,1)
 same => n,Hangup(16)

[${INCOMING_CONTEXT}]
; Two characters at least: one alone would also match h, which runs after a hang-up.
exten => _[+0-9a-zA-Z].,1,Hangup(21)`;

const stored = (type: string): string =>
  `${type} = config,pjsip.conf,criteria=type=${type}\n${type} = memory`;

/** Agents and trunks are pushed by us: no file of theirs, and nothing to load again. */
const SORCERY = `
[res_pjsip]
${['endpoint', 'auth', 'aor'].map(stored).join('\n')}

[res_pjsip_endpoint_identifier_ip]
${stored('identify')}

[res_pjsip_outbound_registration]
${stored('registration')}`;

/** Of ours, phones sign in again by themselves: no disk is needed to remember them. */
const OWN_SORCERY = SORCERY.replace('[res_pjsip]', '[res_pjsip]\ncontact = memory');

const ari = (password: string): string => `
[general]
enabled = yes
websocket_write_timeout = 1000
channelvars = ${CHANNEL_VARIABLES.join(',')}

[${ARI_USER}]
type = user
read_only = no
password_format = plain
password = ${password}`;

const transports = (host: string, phoneHost: string, port: number): string => `
[${TRUNK_TRANSPORT}]
type = transport
protocol = udp
bind = ${host}:${port}

; Serves secure websockets as well: whoever passes them on ends the encryption.
[${PHONE_TRANSPORT}]
type = transport
protocol = ws
bind = ${phoneHost}`;

export const dialerConfig = ({ host, phoneHost, ports, secret }: InstanceSetup): ConfigFiles => ({
  'ari.conf': ari(secret),
  'sorcery.conf': OWN_SORCERY,
  'extensions.conf': DIALPLAN,
  'pjsip.conf': `
[global]
type = global
user_agent = Outpace
endpoint_identifier_order = auth_username,username,ip
keep_alive_interval = 30
max_initial_qualify_time = 1

[system]
type = system
disable_tcp_switch = yes
threadpool_initial_size = 4
threadpool_max_size = 50
${transports(host, phoneHost, ports.sip)}`,
});

/** What an Asterisk of the user's own needs, file by file, for people to read and copy. */
export function ownAsteriskSnippets(): string {
  const files = {
    'asterisk.conf': `[options]\n${NO_SILENCE}`,
    'http.conf': `
[general]
enabled = yes
bindaddr = 127.0.0.1
bindport = 8088
; Every browser phone holds a session for as long as it is signed in.
sessionlimit = 1000`,
    'ari.conf': ari('choose-a-long-one'),
    'sorcery.conf': SORCERY,
    'pjsip.conf': transports('0.0.0.0', '0.0.0.0', 5060),
    'extensions.conf': DIALPLAN,
  };
  const head = '; Outpace needs Asterisk 22.5 or newer with these lines in its configuration.';
  const parts = Object.entries(files).map(([name, text]) => `; ---- ${name}\n${text.trim()}`);
  return `${[head, ...parts].join('\n\n')}\n`;
}
