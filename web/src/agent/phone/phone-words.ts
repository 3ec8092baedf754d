import type { AgentPhone } from '@outpace/engine/agents/agent-phone.ts';
import type { DeviceNews, MicrophoneFault, PhoneState } from '../../phone/phone.ts';

/** How the phone stands, as a mark, a word for the header, and what it means or asks for. */
export type PhoneWords = {
  readonly mark: 'ready' | 'up' | 'connecting' | 'trouble';
  readonly word: string;
  readonly sentence: string;
};

const words = (mark: PhoneWords['mark'], word: string, sentence: string): PhoneWords => ({
  mark,
  word,
  sentence,
});

const FAULTS: Readonly<Record<MicrophoneFault, PhoneWords>> = {
  denied: words(
    'trouble',
    'Microphone denied',
    'Allow the microphone for this page in the address bar of your browser, then press Try again.',
  ),
  none: words(
    'trouble',
    'No microphone',
    'Plug in a headset: it is used as soon as it is there. Or choose a desk phone.',
  ),
  busy: words(
    'trouble',
    'Microphone busy',
    'Another program holds the microphone. Close it there, then press Try again.',
  ),
  insecure: words(
    'trouble',
    'No microphone here',
    'Browsers give the microphone only to pages opened over https. Use the https address.',
  ),
};

const CONNECTING = words('connecting', 'Phone connecting', 'Your phone signs in to the switch.');
const SILENT = words(
  'trouble',
  'Nothing heard',
  'The switch hears nothing from you. Check the plug and the mute key of your headset.',
);
const NO_PATH = words(
  'trouble',
  'No way for the sound',
  'The network lets no sound through between this browser and the switch. Tell your administrator.',
);
const UP = words('up', 'Phone in use', 'The line between you and the switch is open.');

/** As much of what the server knows of a phone as there is to say. */
type Known = Exclude<AgentPhone, { kind: 'none' }>;

/** What the server knows comes last: what is wrong here explains it. */
export function phoneWords(phone: Known, state: PhoneState): PhoneWords {
  return phone.kind === 'desk' ? deskWords(phone) : browserWords(phone, state);
}

function deskWords({ leg, silent }: Known): PhoneWords {
  if (silent) return SILENT;
  if (leg === 'up') return UP;
  if (leg === 'raising') return words('connecting', 'Phone rings', 'Answer your desk phone.');
  return words('ready', 'Desk phone', 'Calls come to your desk phone.');
}

function browserWords(phone: Known, state: PhoneState): PhoneWords {
  const { microphone } = state;
  if (microphone.phase === 'fault') return FAULTS[microphone.fault];
  if (microphone.phase === 'asking') {
    return words(
      'connecting',
      'Allow the microphone',
      'Your browser asks whether this page may use the microphone: allow it.',
    );
  }
  if (state.needsPress) {
    return words('trouble', 'Sound is off', 'Press any key: browsers let no sound begin before.');
  }
  return lineWords(phone, state);
}

function lineWords({ reachable, silent, leg }: Known, state: PhoneState): PhoneWords {
  switch (state.line) {
    case 'off':
    case 'fetching':
    case 'connecting':
      return CONNECTING;
    case 'lost':
    case 'waiting':
      return words('trouble', 'Phone lost', 'The switch cannot be reached. It is tried again.');
    case 'no-phones':
      return words(
        'trouble',
        'No browser phones',
        'This switch has no phones in the browser. Choose a desk phone.',
      );
    case 'registered':
      if (state.isBlocked || (silent && state.leg === 'joining')) return NO_PATH;
      if (silent) return SILENT;
      if (leg === 'up' && state.leg === 'up') return UP;
      if (!reachable || leg === 'raising' || state.leg === 'joining') return CONNECTING;
      return words('ready', 'Phone ready', 'Calls come to this browser.');
  }
}

/** Why an agent with this phone cannot go Ready; undefined when nothing is in the way. */
export function notReadyBecause(phone: AgentPhone, state: PhoneState): string | undefined {
  if (phone.kind === 'none' || (phone.reachable && !phone.silent)) return undefined;
  return phoneWords(phone, state).sentence;
}

const KINDS = { input: 'microphone', output: 'loudspeaker' } as const;

/** What happened to a plug, and what is used now. */
export function newsWords({ what, kind, label, instead }: DeviceNews): string {
  const name = label === '' ? `The ${KINDS[kind]}` : label;
  if (what === 'back') return `${name} is there and in use.`;
  if (instead === undefined) return `${name} is gone, and there is no other ${KINDS[kind]}.`;
  return `${name} is gone. ${instead === '' ? 'Another one' : instead} is in use now.`;
}
