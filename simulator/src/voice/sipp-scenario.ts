import { unreachable } from '@outpace/engine/basics/assert.ts';

/** What the network, or somebody behind it, does with a call. Said in SIP, without any sound. */
export type SippOutcome =
  | {
      readonly kind: 'answers';
      readonly ringMs: number;
      /** Sends 183 with a description of its sound, in place of 180. */
      readonly early?: true;
      /** From the answer on; without it, it stays until the caller hangs up. */
      readonly hangsUpAfterMs?: number;
    }
  | { readonly kind: 'refuses'; readonly code: number }
  | { readonly kind: 'rings-out' }
  /** Does not reply to anything. */
  | { readonly kind: 'dead' };

/** Numbers by a regular expression (POSIX, extended) on their digits, without a plus. */
export type SippRule = { readonly dialed: string; readonly outcome: SippOutcome };

/** Every final refusal that Asterisk has a cause of its own for, and some that it has not. */
export const SIP_REFUSALS: readonly number[] = [
  ...[400, 403, 404, 405, 406, 408, 410, 413, 415, 416, 420, 480, 481, 482, 483, 484, 485, 486],
  ...[487, 488, 491, 500, 501, 502, 503, 504, 505, 513, 600, 603, 604, 606, 607, 608],
];

/** Labels of a scenario are numbers. Those of a rule begin at a hundred times its place. */
const END = 1;
const TALK = 2;
const ANSWERED_BYE = 3;
const ANSWERED_INVITE = 4;
const ANSWERED_OTHER = 5;
const CANCELLED = 6;
const labelOf = (index: number, step = 0): number => (index + 1) * 100 + step;

/** Without a rule for it, a number answers at once. */
const ANYBODY: SippRule = { dialed: '.*', outcome: { kind: 'answers', ringMs: 0 } };

/**
 * What is heard of those who answer. `file`: 8 kHz A-law that is sent from the answer on, again and
 * again; `port`: they send nothing, and whoever listens on that port of the same address hears for
 * them. Without either, sound is promised and never sent.
 */
export type SippSound = { readonly file: string } | { readonly port: number };

/** A scenario for sipp as the called party of every number: the first rule that fits decides. */
export function sippScenario(rules: readonly SippRule[], sound?: SippSound): string {
  const all = [...rules, ANYBODY].map((rule, index) => ({ ...rule, index }));
  const dead = all.filter(({ outcome }) => outcome.kind === 'dead');
  const living = all.filter(({ outcome }) => outcome.kind !== 'dead');
  const jump = ({ index }: { readonly index: number }): string =>
    `<nop test="rule${index}" next="${labelOf(index)}"/>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" ?>',
    '<scenario name="callees">',
    '<recv request="INVITE"><action>',
    // What to call the other side when it is we who hang up.
    saved('peer', '&lt;sip:.*tag=[^;\\r\\n]*', 'From:'),
    saved('target', 'sip:[^&gt;;]*', 'Contact:'),
    '<ereg regexp="sip:[+]?([0-9]+)@" search_in="msg" assign_to="line,digits"/>',
    ...all.map(
      ({ dialed, index }) =>
        `<ereg regexp="^${dialed}" search_in="var" variable="digits" assign_to="rule${index}"/>`,
    ),
    '<log message="called [$digits]"/>',
    '</action></recv>',
    ...dead.map(jump),
    response('100 Trying', { tag: false }),
    ...living.map(jump),
    ...all.map(({ outcome, index }) => outcomeOf(outcome, index, sound)),
    talking(sound),
    `<label id="${END}"/><nop/>`,
    '<Reference variables="line,peer,target"/>',
    '</scenario>',
  ].join('\n');
}

const saved = (variable: string, pattern: string, header: string): string =>
  `<ereg regexp="${pattern}" search_in="hdr" header="${header}" assign_to="${variable}"/>`;

function outcomeOf(outcome: SippOutcome, index: number, sound: SippSound | undefined): string {
  const start = `<label id="${labelOf(index)}"/>`;
  switch (outcome.kind) {
    case 'refuses':
      return start + response(`${outcome.code} Refused`, {}) + acknowledged(END);
    case 'rings-out':
      return `${start}${response('180 Ringing', {})}<recv request="CANCEL" next="${CANCELLED}"/>`;
    case 'dead':
      // Whatever is sent again is taken in silence, until the caller gives up.
      return (
        `${start}<recv request="INVITE" optional="true" next="${labelOf(index)}"/>` +
        `<recv request="CANCEL" next="${END}"/>`
      );
    case 'answers':
      return start + answer(outcome, index, sound);
    default:
      return unreachable(outcome);
  }
}

function answer(
  { ringMs, early, hangsUpAfterMs }: Extract<SippOutcome, { kind: 'answers' }>,
  index: number,
  sound: SippSound | undefined,
): string {
  const picksUp = labelOf(index, 1);
  const body = description(sound);
  const rings =
    early === true ? response('183 Session Progress', { body }) : response('180 Ringing', {});
  // The caller may give up while it rings.
  const wait =
    `<recv request="CANCEL" timeout="${ringMs}" ontimeout="${picksUp}" next="${CANCELLED}"/>` +
    `<label id="${picksUp}"/>`;
  const picked = response('200 OK', { body });
  const before = ringMs === 0 ? '' : rings + wait;
  if (hangsUpAfterMs === undefined) return before + picked + acknowledged(TALK);
  return `${before}${picked}${acknowledged()}<pause milliseconds="${hangsUpAfterMs}"/>${BYE}`;
}

/** After the answer: whatever the caller wants is agreed to, until they hang up. */
function talking(sound: SippSound | undefined): string {
  const play = (file: string): string =>
    `<nop><action><exec rtp_stream="${file},-1,8,PCMA/8000"/></action></nop>`;
  const loop = labelOf(-1, 50);
  return [
    `<label id="${TALK}"/>`,
    sound !== undefined && 'file' in sound ? play(sound.file) : '',
    `<label id="${loop}"/>`,
    `<recv request="BYE" optional="true" next="${ANSWERED_BYE}"/>`,
    `<recv request="INVITE" optional="true" next="${ANSWERED_INVITE}"/>`,
    `<recv request="INFO" optional="true" next="${ANSWERED_OTHER}"/>`,
    `<recv request="UPDATE" next="${ANSWERED_OTHER}"/>`,
    `<label id="${ANSWERED_BYE}"/>${response('200 OK', { tag: false })}<nop next="${END}"/>`,
    `<label id="${ANSWERED_INVITE}"/>`,
    response('200 OK', { tag: false, body: description(sound) }),
    acknowledged(loop),
    `<label id="${ANSWERED_OTHER}"/>${response('200 OK', { tag: false })}<nop next="${loop}"/>`,
    `<label id="${CANCELLED}"/>${response('200 OK', { tag: false })}${TERMINATED}`,
    acknowledged(END),
  ].join('\n');
}

const acknowledged = (next?: number): string =>
  next === undefined ? '<recv request="ACK"/>' : `<recv request="ACK" next="${next}"/>`;

/** A response to the last request. Codes must be written out, sipp does not put one in. */
function response(
  status: string,
  { tag = true, body = '' }: { readonly tag?: boolean; readonly body?: string },
): string {
  return message([
    `SIP/2.0 ${status}`,
    '[last_Via:]',
    '[last_From:]',
    `[last_To:]${tag ? TAG : ''}`,
    '[last_Call-ID:]',
    '[last_CSeq:]',
    '[last_Record-Route:]',
    'Contact: <sip:callee@[local_ip]:[local_port];transport=[transport]>',
    ...(body === ''
      ? ['Content-Length: 0']
      : ['Content-Type: application/sdp', 'Content-Length: [len]', '', body]),
  ]);
}

const TAG = ';tag=[pid]c[call_number]';

const message = (lines: readonly string[], options = ''): string =>
  `<send${options}><![CDATA[\n${lines.join('\n')}\n]]></send>`;

const TERMINATED = message([
  'SIP/2.0 487 Request Terminated',
  '[last_Via:]',
  '[last_From:]',
  `[last_To:]${TAG}`,
  '[last_Call-ID:]',
  'CSeq: [cseq] INVITE',
  'Content-Length: 0',
]);

const BYE = [
  message(
    [
      'BYE [$target] SIP/2.0',
      'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
      `From: <sip:callee@[local_ip]:[local_port]>${TAG}`,
      'To: [$peer]',
      'Call-ID: [call_id]',
      'CSeq: 1 BYE',
      'Max-Forwards: 70',
      'Content-Length: 0',
    ],
    ' retrans="500"',
  ),
  `<recv response="200" next="${END}"/>`,
].join('');

const description = (sound: SippSound | undefined): string =>
  [
    'v=0',
    'o=callee 1 1 IN IP[local_ip_type] [local_ip]',
    's=-',
    'c=IN IP[media_ip_type] [media_ip]',
    't=0 0',
    `m=audio ${portOf(sound)} RTP/AVP 8 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    'a=ptime:20',
    'a=sendrecv',
  ].join('\n');

function portOf(sound: SippSound | undefined): string {
  if (sound === undefined) return '[media_port]';
  return 'file' in sound ? '[rtpstream_audio_port]' : String(sound.port);
}
