import type { SoundDevice } from './devices.ts';
import { FakeVoice } from './fake-voice.ts';
import type { ListedDevices, SoundAccess } from './sound-access.ts';

/** Microphones and loudspeakers that are plugged in and pulled out by hand, for tests. */
export class FakeSoundAccess implements SoundAccess {
  inputs: readonly SoundDevice[];
  outputs: readonly SoundDevice[] = [];
  isDenied = false;
  readonly opened: FakeVoice[] = [];
  readonly #asStream: (voice: FakeVoice) => MediaStream;
  readonly #listeners = new Set<() => void>();

  constructor(
    inputs: readonly SoundDevice[],
    /** Only a test may take the one for the other. */
    asStream: (voice: FakeVoice) => MediaStream,
  ) {
    this.inputs = inputs;
    this.#asStream = asStream;
  }

  readonly list = async (): Promise<ListedDevices> => ({
    inputs: this.inputs,
    outputs: this.outputs,
  });

  readonly open = async (id: string | undefined): Promise<MediaStream> => {
    if (this.isDenied) throw new DOMException('', 'NotAllowedError');
    const device = this.inputs.find((input) => input.id === id) ?? this.inputs[0];
    if (device === undefined) throw new DOMException('', 'NotFoundError');
    const voice = new FakeVoice(device.id, device.label);
    this.opened.push(voice);
    return this.#asStream(voice);
  };

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** From now on these are plugged in. */
  plug(inputs: readonly SoundDevice[]): void {
    const gone = this.inputs.filter((device) => !inputs.includes(device));
    this.inputs = inputs;
    for (const { track } of this.opened) {
      if (!track.isStopped && gone.some(({ label }) => label === track.label)) track.end();
    }
    this.change();
  }

  change(): void {
    for (const tell of this.#listeners) tell();
  }

  /** The track that is heard now. */
  get used(): string | undefined {
    return this.opened.find(({ track }) => !track.isStopped)?.track.label;
  }
}
