import { ARI_USER, type ConfigFiles, type InstanceSetup } from './base-config.ts';

/** The application that decides what becomes of every call into the world. */
export const WORLD_APP = 'world';

/** Somebody who has to say who they are, for trunks that register or authenticate. */
export const WORLD_ACCOUNT = 'customer';

/** Where a leg is sent to hear itself. */
export const ECHO_CONTEXT = 'echo';

/** Anybody may call in; what happens then is up to the application. */
export const worldConfig = ({ host, ports, secret }: InstanceSetup): ConfigFiles => ({
  'ari.conf': `
[general]
enabled = yes
websocket_write_timeout = 1000

[${ARI_USER}]
type = user
read_only = no
password_format = plain
password = ${secret}`,
  'sorcery.conf': '[res_pjsip]\ncontact = memory',
  'extensions.conf': `
[world]
; Two characters at least: one alone would also match h, which runs after a hang-up.
exten => _[+0-9a-zA-Z].,1,Stasis(${WORLD_APP},\${EXTEN},\${CALLERID(num)})
 same => n,Hangup(34)

[${ECHO_CONTEXT}]
exten => s,1,Echo()
 same => n,Hangup(16)`,
  'pjsip.conf': `
[global]
type = global
user_agent = Outpace outside world
endpoint_identifier_order = auth_username,username,anonymous

[outside-udp]
type = transport
protocol = udp
bind = ${host}:${ports.sip}

[line](!)
type = endpoint
transport = outside-udp
context = world
disallow = all
allow = alaw,ulaw,opus
direct_media = no
rtp_symmetric = yes
timers = no

[anonymous](line)

[${WORLD_ACCOUNT}](line)
auth = ${WORLD_ACCOUNT}
aors = ${WORLD_ACCOUNT}

[${WORLD_ACCOUNT}]
type = auth
auth_type = digest
username = ${WORLD_ACCOUNT}
password = ${secret}

[${WORLD_ACCOUNT}]
type = aor
max_contacts = 10`,
});
