import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { InteractionPhase } from '@outpace/engine/interactions/interaction.ts';
import type { Picked, SoundDevice } from './devices.ts';
import type { Line } from './line.ts';
import type { QualityWindow } from './quality.ts';

/** The call that the sound belongs to, as much of it as a phone needs. */
export type PhoneCall = {
  /** Undefined while a record is dialed for the agent and no interaction is open yet. */
  readonly interactionId: InteractionId | undefined;
  readonly phase: InteractionPhase;
  readonly muted: boolean;
};

/** Why there is no microphone: what a person can do about each is another thing. */
export type MicrophoneFault = 'denied' | 'none' | 'busy' | 'insecure';

export type MicrophoneState =
  | { readonly phase: 'off' | 'asking' }
  | { readonly phase: 'on'; readonly label: string }
  | { readonly phase: 'fault'; readonly fault: MicrophoneFault };

/** A device went or came back, and what is used instead; undefined: nothing is. */
export type DeviceNews = {
  readonly what: 'unplugged' | 'back';
  readonly kind: 'input' | 'output';
  readonly label: string;
  readonly instead: string | undefined;
};

/** One direction of the sound: what may be chosen, and what is used. */
export type SoundChoice = {
  readonly devices: readonly SoundDevice[];
  readonly picked: Picked;
};

/** How the phone of this page stands, for the screens; a new object at each change. */
export type PhoneState = {
  readonly line: Line['phase'];
  readonly microphone: MicrophoneState;
  /** The sound between this page and the switch: `up` once media flows. */
  readonly leg: 'none' | 'joining' | 'up';
  /** The switch was answered, and no sound found its way. */
  readonly isBlocked: boolean;
  readonly input: SoundChoice;
  /** Undefined where the browser does not let a page choose. */
  readonly output: SoundChoice | undefined;
  /** 0..1. */
  readonly volume: number;
  /** The browser plays nothing before somebody has pressed something. */
  readonly needsPress: boolean;
  readonly news: DeviceNews | undefined;
  /** The last seconds of the call; undefined while none is measured. */
  readonly quality: QualityWindow | undefined;
};

/**
 * The sound of a call at the agent's side. A browser phone carries the call itself; the demo only
 * plays tones; a desk phone needs neither. Media never touches the screens: they read the state
 * and tell what was asked for.
 */
export interface Phone {
  /** What a phone has that carries the call through this page; undefined for the others. */
  readonly sound: PhoneSound | undefined;
  /** Begins: signs in, asks for the microphone. Opening what is open does nothing. */
  open(): void;
  /** Ends everything, the leg included; may be opened again. */
  close(): void;
  /** The call has come to this phase, or there is none any more. */
  show(call: PhoneCall | undefined): void;
  /** 0..1. */
  setVolume(volume: number): void;
  /** Lets sound begin: browsers allow it only after a press of a key or button. */
  wake(): void;
}

export interface PhoneSound {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => PhoneState;
  choose(kind: 'input' | 'output', device: SoundDevice): void;
  /** 0..1. */
  setVolume(volume: number): void;
  /** A short sound from the loudspeaker that a contact would be heard from. */
  playTestTone(): void;
  /** Tells the level of the microphone, 0..1, many times a second until the answer is called. */
  watchLevel(tell: (level: number) => void): () => void;
  /** Tries again what a person has mended: the permission, the device, the network. */
  retry(): void;
  dismissNews(): void;
}

/** Before a phone is opened, and for phones that have nothing in the page. */
export const SILENT: PhoneState = {
  line: 'off',
  microphone: { phase: 'off' },
  leg: 'none',
  isBlocked: false,
  input: { devices: [], picked: { device: undefined, missing: undefined } },
  output: undefined,
  volume: 1,
  needsPress: false,
  news: undefined,
  quality: undefined,
};
