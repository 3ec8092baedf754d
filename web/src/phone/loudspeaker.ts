import { type Picked, pick, pickChange, type SoundDevice } from './devices.ts';
import type { DeviceNews, SoundChoice } from './phone.ts';

/** The part of an audio element that is used here. */
export type SoundElement = {
  srcObject: MediaProvider | null;
  volume: number;
  play(): Promise<void>;
  /** Missing where the browser does not let a page choose. */
  setSinkId?(id: string): Promise<void>;
};

type Options = {
  readonly newElement?: () => SoundElement;
  /** A short sound that ends by itself. */
  readonly newTone: () => MediaStream;
  readonly onChange: () => void;
  readonly onNews: (news: DeviceNews) => void;
};

const browserElement = (): SoundElement => new Audio();

/** Where the other side is heard; the test tone comes from the same place. */
export class Loudspeaker {
  readonly #options: Options;
  readonly #call: SoundElement;
  readonly #tone: SoundElement;
  #wanted: SoundDevice | undefined;
  #devices: readonly SoundDevice[] = [];
  #picked: Picked | undefined;
  #needsPress = false;

  constructor(options: Options) {
    this.#options = options;
    const newElement = options.newElement ?? browserElement;
    this.#call = newElement();
    this.#tone = newElement();
  }

  get needsPress(): boolean {
    return this.#needsPress;
  }

  get volume(): number {
    return this.#call.volume;
  }

  /** Undefined where the browser does not let a page choose. */
  get choice(): SoundChoice | undefined {
    if (this.#call.setSinkId === undefined || this.#devices.length === 0) return undefined;
    const picked = this.#picked ?? { device: undefined, missing: undefined };
    return { devices: this.#devices, picked };
  }

  open(wanted: SoundDevice | undefined): void {
    this.#wanted = wanted;
  }

  choose(wanted: SoundDevice): void {
    this.#wanted = wanted;
    this.#picked = undefined;
    this.hearDevices(this.#devices);
  }

  setVolume(volume: number): void {
    this.#call.volume = volume;
    this.#tone.volume = volume;
    this.#options.onChange();
  }

  hearDevices(devices: readonly SoundDevice[]): void {
    this.#devices = devices;
    const before = this.#picked;
    const now = pick(devices, this.#wanted);
    this.#picked = now;
    const change = before === undefined ? undefined : pickChange(before, now);
    if (this.choice !== undefined && change !== undefined) {
      const instead = change.what === 'unplugged' ? change.instead : undefined;
      const { what, label } = change;
      this.#options.onNews({ what, kind: 'output', label, instead });
    }
    if (before?.device?.id !== now.device?.id) this.#aim(now.device);
    this.#options.onChange();
  }

  /** The other side, or nobody. */
  play(sound: MediaStream | undefined): void {
    this.#call.srcObject = sound ?? null;
    if (sound !== undefined) this.#begin(this.#call);
    else this.#setNeedsPress(false);
  }

  playTone(): void {
    this.#tone.srcObject = this.#options.newTone();
    this.#begin(this.#tone);
  }

  /** Somebody has pressed something: now a browser lets sound begin. */
  wake(): void {
    if (this.#needsPress) this.#begin(this.#call);
  }

  #begin(element: SoundElement): void {
    element.play().then(
      () => this.#setNeedsPress(false),
      (problem: unknown) => {
        // Anything else, such as a sound that was replaced before it began, mends itself.
        const isForbidden = problem instanceof Error && problem.name === 'NotAllowedError';
        if (isForbidden && element === this.#call) this.#setNeedsPress(true);
      },
    );
  }

  #aim(device: SoundDevice | undefined): void {
    for (const element of [this.#call, this.#tone]) {
      // A device that went away in this moment is said by the next change of devices.
      element.setSinkId?.(device?.id ?? '').catch(() => undefined);
    }
  }

  #setNeedsPress(needsPress: boolean): void {
    if (needsPress === this.#needsPress) return;
    this.#needsPress = needsPress;
    this.#options.onChange();
  }
}
