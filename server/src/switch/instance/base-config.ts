import { join } from 'node:path';
import type { AsteriskTree } from './asterisk-tree.ts';
import type { Ports } from './free-ports.ts';

/** One isolated instance: its own configuration, state and ports beside any number of others. */
export type InstanceSetup = {
  readonly folder: string;
  readonly tree: AsteriskTree;
  readonly ports: Ports;
  /** Address where SIP and RTP listen. Requests and SIP websockets never leave this machine. */
  readonly host: string;
  /** Address for the encrypted sound of phones in the browser; `0.0.0.0`: every one. */
  readonly phoneHost: string;
  /** Password of the one user of the API. */
  readonly secret: string;
};

/** Configuration files by name. */
export type ConfigFiles = Readonly<Record<string, string>>;

export const CONFIG_FOLDER = 'etc';
export const SHARE_FOLDER = 'share';
export const SOUNDS_FOLDER = 'sounds';
export const MUSIC_FOLDER = 'music';
export const LOG_FOLDER = 'log';
export const STATE_FOLDERS = ['var', 'db', 'keys', 'run', 'spool/recording', 'spool/tmp'];

/** Every request of ours comes in as this user. */
export const ARI_USER = 'outpace';

/** Each call has two legs, and each leg takes two ports. */
const CALLS_MAX = 2_000;
/** Every browser phone holds a session for as long as it is signed in. */
const SESSIONS_MAX = 1_000;
const OPEN_FILES_MAX = 20_000;

/** Files that a module looks for and complains about when they are missing. */
const EMPTY = [
  'acl',
  'ccss',
  'chan_websocket',
  'cli_aliases',
  'cli_permissions',
  'dnsmgr',
  'enum',
  'extconfig',
  'features',
  'geolocation',
  'pjproject',
  'udptl',
  'websocket_client',
];

/** What every instance has, whatever it is for. */
export const baseConfig = (setup: InstanceSetup): ConfigFiles => ({
  'asterisk.conf': directories(setup),
  'modules.conf': [
    '[modules]',
    'autoload = no',
    ...setup.tree.modules.map((name) => `load = ${name}.so`),
  ].join('\n'),
  'logger.conf': '[general]\ndateformat = %F %T.%3q\n[logfiles]\nmessages => notice,warning,error',
  'http.conf': `
[general]
enabled = yes
bindaddr = 127.0.0.1
bindport = ${setup.ports.http}
sessionlimit = ${SESSIONS_MAX}
session_keep_alive = 15000`,
  'rtp.conf': `
[general]
rtpstart = ${setup.ports.rtpFirst}
rtpend = ${setup.ports.rtpLast}
icesupport = yes
strictrtp = yes
rtpchecksums = no`,
  'indications.conf': `
[general]
country = us
[us]
description = United States
ringcadence = 2000,4000
dial = 350+440
busy = 480+620/500,0/500
ring = 440+480/2000,0/4000
congestion = 480+620/250,0/250
info = !950/330,!1400/330,!1800/330,0`,
  'stasis.conf': '[threadpool]\ninitial_size = 5\nidle_timeout_sec = 20\nmax_size = 50',
  'musiconhold.conf': `
[general]
[default]
mode = files
directory = ${join(setup.folder, MUSIC_FOLDER)}
sort = alpha`,
  'amd.conf': '[general]',
  'cdr.conf': '[general]\nenable = no',
  'cel.conf': '[general]\nenable = no',
  'manager.conf': '[general]\nenabled = no',
  'prometheus.conf': '[general]\nenabled = no',
  ...Object.fromEntries(EMPTY.map((name) => [`${name}.conf`, '; Empty on purpose.'])),
});

/**
 * With it, an agent who had been muted and presses keys of the keypad is now and then not heard
 * from then on: the silence that Asterisk makes beside the digits does not end with them.
 */
export const NO_SILENCE = 'transmit_silence = no';

function directories({ folder, tree, ports }: InstanceSetup): string {
  const at = (name: string): string => join(folder, name);
  return `
[directories]
astetcdir => ${at(CONFIG_FOLDER)}
astmoddir => ${tree.modulesFolder}
astvarlibdir => ${at('var')}
astdbdir => ${at('db')}
astkeydir => ${folder}
astdatadir => ${at(SHARE_FOLDER)}
astagidir => ${at('var')}
astspooldir => ${at('spool')}
astrundir => ${at('run')}
astlogdir => ${at(LOG_FOLDER)}
astsbindir => ${at('var')}
astcachedir => ${at('spool/tmp')}
[options]
; Ids of channels and bridges begin with it, so that they never meet those of another instance.
systemname = outpace${ports.http}
nocolor = yes
highpriority = no
rtp_use_dynamic = yes
${NO_SILENCE}
maxfiles = ${OPEN_FILES_MAX}
; How many calls there may be is the dialer's matter. This is the last guard.
maxcalls = ${CALLS_MAX}`;
}
