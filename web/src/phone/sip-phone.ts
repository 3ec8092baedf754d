import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { CallQuality } from '@outpace/protocol/agent-socket.ts';
import type { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import type { UA } from 'jssip';
import { api } from '../api/client.ts';
import { browserSchedule, type Schedule } from '../live/socket.ts';
import type { SoundDevice } from './devices.ts';
import { watchLevel } from './level.ts';
import { Loudspeaker, type SoundElement } from './loudspeaker.ts';
import { Microphone } from './microphone.ts';
import { newSipAgent } from './new-sip-agent.ts';
import { onPageWake } from './page-wake.ts';
import {
  type DeviceNews,
  type Phone,
  type PhoneCall,
  type PhoneSound,
  type PhoneState,
  SILENT,
} from './phone.ts';
import { QualityWatch } from './quality-watch.ts';
import { type Memory, rememberedSound, rememberSound } from './remembered.ts';
import { SipLeg } from './sip-leg.ts';
import { SipLine } from './sip-line.ts';
import { browserSoundAccess, type SoundAccess } from './sound-access.ts';
import { testTone } from './test-tone.ts';

/** What the phone needs of the browser and of the server; a test gives its own. */
export type SipPhoneParts = {
  readonly report: (interactionId: InteractionId, quality: CallQuality) => void;
  readonly fetchSettings: () => Promise<BrowserPhoneSettings>;
  readonly newAgent: (settings: BrowserPhoneSettings) => Promise<UA>;
  readonly access: SoundAccess | undefined;
  readonly newElement: () => SoundElement;
  readonly newTone: () => MediaStream;
  readonly watchLevel: (voice: MediaStream, tell: (level: number) => void) => () => void;
  readonly onWake: (listener: () => void) => () => void;
  readonly memory: Memory;
  readonly schedule: Schedule;
};

export const browserParts = (report: SipPhoneParts['report']): SipPhoneParts => ({
  report,
  fetchSettings: () => api.get<BrowserPhoneSettings>('/api/phone'),
  newAgent: (settings) => newSipAgent(settings),
  access: browserSoundAccess(),
  newElement: () => new Audio(),
  newTone: () => testTone(),
  watchLevel: (voice, tell) => watchLevel(voice, tell),
  onWake: (listener) => onPageWake(listener),
  memory: window.localStorage,
  schedule: browserSchedule,
});

type Meter = { readonly tell: (level: number) => void; stop: () => void };

/** The phone in the browser: SIP to the switch, sound over WebRTC. */
export class SipPhone implements Phone, PhoneSound {
  readonly sound = this;
  readonly #parts: SipPhoneParts;
  readonly #line: SipLine;
  readonly #leg: SipLeg;
  readonly #microphone: Microphone;
  readonly #loudspeaker: Loudspeaker;
  readonly #quality: QualityWatch;
  readonly #listeners = new Set<() => void>();
  readonly #meters = new Set<Meter>();
  #isOpen = false;
  #news: DeviceNews | undefined;
  #state: PhoneState = SILENT;
  #stopListening = (): void => undefined;

  constructor(parts: SipPhoneParts) {
    const { schedule, report } = parts;
    const onChange = (): void => this.#change();
    const onNews = (news: DeviceNews): void => {
      this.#news = news;
    };
    this.#parts = parts;
    this.#microphone = new Microphone({
      access: parts.access,
      onVoice: (voice) => this.#speakWith(voice),
      onChange,
      onNews,
    });
    this.#loudspeaker = new Loudspeaker({
      newElement: parts.newElement,
      newTone: parts.newTone,
      onChange,
      onNews,
    });
    this.#leg = new SipLeg({
      voice: () => this.#microphone.voice,
      onSound: (sound) => this.#loudspeaker.play(sound),
      onChange,
      schedule,
    });
    this.#line = new SipLine({
      fetchSettings: parts.fetchSettings,
      newAgent: parts.newAgent,
      onCall: (session) => this.#leg.answer(session),
      onChange,
      schedule,
    });
    this.#quality = new QualityWatch({
      read: () => this.#leg.sample(),
      report,
      onChange,
      schedule,
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly current = (): PhoneState => this.#state;

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { access, onWake, memory } = this.#parts;
    const { input, output, volume } = rememberedSound(memory);
    const stopPlugs = access?.onChange(() => void this.#look(true));
    const stopWake = onWake(() => this.#line.wake());
    this.#stopListening = () => {
      stopPlugs?.();
      stopWake();
    };
    this.#loudspeaker.open(output);
    this.#loudspeaker.setVolume(volume);
    this.#microphone.open(input);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#stopListening();
    this.#quality.follow(undefined, false);
    this.#leg.hangUp();
    this.#line.close();
    this.#microphone.close();
    this.#meterWith(undefined);
    this.#isOpen = false;
    this.#news = undefined;
    this.#change();
  }

  show(call: PhoneCall | undefined): void {
    this.#microphone.setMuted(call?.muted === true);
    const isOver = call === undefined || call.phase === 'wrap-up';
    this.#quality.follow(isOver ? undefined : call.interactionId, call?.phase === 'connected');
  }

  setVolume(volume: number): void {
    rememberSound(this.#parts.memory, { volume });
    this.#loudspeaker.setVolume(volume);
  }

  choose(kind: 'input' | 'output', device: SoundDevice): void {
    this.#news = undefined;
    rememberSound(this.#parts.memory, { [kind]: device });
    if (kind === 'input') this.#microphone.choose(device);
    else this.#loudspeaker.choose(device);
  }

  playTestTone(): void {
    this.#loudspeaker.playTone();
  }

  watchLevel(tell: (level: number) => void): () => void {
    const meter: Meter = { tell, stop: () => undefined };
    this.#meters.add(meter);
    this.#meterWith(this.#microphone.voice);
    return () => {
      meter.stop();
      this.#meters.delete(meter);
    };
  }

  retry(): void {
    if (!this.#isOpen) return;
    if (this.#microphone.voice === undefined) {
      this.#microphone.open(rememberedSound(this.#parts.memory).input);
    }
    this.#line.wake();
  }

  dismissNews(): void {
    this.#news = undefined;
    this.#change();
  }

  wake(): void {
    this.#loudspeaker.wake();
    // A meter that was made before the press stands still in browsers that wait for one.
    this.#meterWith(this.#microphone.voice);
  }

  #speakWith(voice: MediaStream | undefined): void {
    const [track] = voice?.getAudioTracks() ?? [];
    if (track !== undefined) this.#leg.setVoice(track);
    // An agent who cannot be heard must not be called: without a voice there is no line.
    if (voice !== undefined) this.#line.open();
    this.#meterWith(voice);
    void this.#look(false);
  }

  #meterWith(voice: MediaStream | undefined): void {
    for (const meter of this.#meters) {
      meter.stop();
      meter.stop =
        voice === undefined ? () => undefined : this.#parts.watchLevel(voice, meter.tell);
      if (voice === undefined) meter.tell(0);
    }
  }

  async #look(isNew: boolean): Promise<void> {
    // A browser that does not list its devices uses the system's own.
    const listed = await this.#parts.access?.list().catch(() => undefined);
    if (listed === undefined || !this.#isOpen) return;
    this.#microphone.hearDevices(listed.inputs, isNew);
    this.#loudspeaker.hearDevices(listed.outputs);
  }

  #change(): void {
    const { voice, state: microphone, choice: input } = this.#microphone;
    // A call that is going on is still worth hearing.
    if (voice === undefined && this.#leg.state === 'none') this.#line.close();
    this.#state = {
      line: this.#line.phase,
      microphone,
      leg: this.#leg.state,
      isBlocked: this.#leg.isBlocked,
      input,
      output: this.#loudspeaker.choice,
      volume: this.#loudspeaker.volume,
      needsPress: this.#loudspeaker.needsPress,
      news: this.#news,
      quality: this.#quality.window,
    };
    for (const tell of this.#listeners) tell();
  }
}
