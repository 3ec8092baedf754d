import { type Picked, pick, pickChange, type SoundDevice } from './devices.ts';
import type { DeviceNews, MicrophoneState, SoundChoice } from './phone.ts';
import { microphoneFault, type SoundAccess } from './sound-access.ts';

type Options = {
  /** Undefined where a page gets no microphone at all. */
  readonly access: Pick<SoundAccess, 'open'> | undefined;
  readonly onChange: () => void;
  /** There is another voice than before, or none: plugs and names may be other ones too. */
  readonly onVoice: (voice: MediaStream | undefined) => void;
  readonly onNews: (news: DeviceNews) => void;
};

/**
 * The agent's microphone, open for as long as the phone is: a call must not wait for it, and a
 * browser that asks anew each time would ask in the middle of a call.
 */
export class Microphone {
  readonly #options: Options;
  #state: MicrophoneState = { phase: 'off' };
  #wanted: SoundDevice | undefined;
  #devices: readonly SoundDevice[] = [];
  /** Undefined until the devices are known, and after a choice: neither is news. */
  #picked: Picked | undefined;
  #voice: MediaStream | undefined;
  #isMuted = false;
  #askedId: string | undefined;
  /** Goes up whenever an answer that is still on its way has become worthless. */
  #turn = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): MicrophoneState {
    return this.#state;
  }

  get choice(): SoundChoice {
    const picked = this.#picked ?? { device: undefined, missing: undefined };
    return { devices: this.#devices, picked };
  }

  get voice(): MediaStream | undefined {
    return this.#voice;
  }

  open(wanted: SoundDevice | undefined): void {
    this.#wanted = wanted;
    if (this.#options.access === undefined) {
      return this.#become({ phase: 'fault', fault: 'insecure' });
    }
    if (this.#voice === undefined) this.#become({ phase: 'asking' });
    void this.#start(wanted?.id);
  }

  close(): void {
    this.#turn += 1;
    this.#picked = undefined;
    const voice = this.#voice;
    this.#voice = undefined;
    if (voice !== undefined) stop(voice);
    this.#become({ phase: 'off' });
  }

  choose(wanted: SoundDevice): void {
    this.#picked = undefined;
    this.open(wanted);
  }

  /** Nothing that is said leaves the page. */
  setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    for (const track of this.#voice?.getAudioTracks() ?? []) track.enabled = !isMuted;
  }

  /** What is plugged in now. `isNew`: plugs or permissions have just changed. */
  hearDevices(devices: readonly SoundDevice[], isNew: boolean): void {
    if (this.#state.phase === 'off') return;
    this.#devices = devices;
    const before = this.#picked;
    const now = pick(devices, this.#wanted);
    this.#picked = now;
    const change = before === undefined ? undefined : pickChange(before, now);
    if (change !== undefined) this.#options.onNews(newsOf(change));
    this.#options.onChange();
    if (isNew) this.#askedId = undefined;
    if (this.#mustReopen(now, isNew)) void this.#start(now.device?.id);
  }

  #mustReopen({ device }: Picked, isNew: boolean): boolean {
    if (this.#state.phase === 'fault') return isNew;
    // Asked for and not given: asking for ever would not help.
    if (device === undefined || this.#wanted === undefined || device.id === this.#askedId) {
      return false;
    }
    const usedId = this.#voice?.getAudioTracks()[0]?.getSettings().deviceId;
    return usedId !== undefined && usedId !== device.id;
  }

  async #start(id: string | undefined): Promise<void> {
    const { access } = this.#options;
    if (access === undefined) return;
    this.#turn += 1;
    const turn = this.#turn;
    this.#askedId = id;
    try {
      const voice = await access.open(id);
      if (turn === this.#turn) this.#use(voice);
      else stop(voice);
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.#become({ phase: 'fault', fault: microphoneFault(problem) });
      this.#take(undefined);
    }
  }

  #use(voice: MediaStream): void {
    const [track] = voice.getAudioTracks();
    // Pulled out, or the permission taken back: whatever is there now is used instead.
    track?.addEventListener('ended', () => {
      if (this.#voice === voice) void this.#start(this.#wanted?.id);
    });
    this.#become({ phase: 'on', label: track?.label ?? '' });
    this.#take(voice);
    this.setMuted(this.#isMuted);
  }

  #take(voice: MediaStream | undefined): void {
    const before = this.#voice;
    this.#voice = voice;
    // The new voice first: whoever sends the old one must not be left with a dead track.
    this.#options.onVoice(voice);
    if (before !== undefined) stop(before);
  }

  #become(state: MicrophoneState): void {
    this.#state = state;
    this.#options.onChange();
  }
}

const newsOf = (change: NonNullable<ReturnType<typeof pickChange>>): DeviceNews => ({
  what: change.what,
  kind: 'input',
  label: change.label,
  instead: change.what === 'unplugged' ? change.instead : undefined,
});

function stop(voice: MediaStream): void {
  for (const track of voice.getTracks()) track.stop();
}
