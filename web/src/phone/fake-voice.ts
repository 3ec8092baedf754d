/** A microphone's stream of one track, for tests: counts what is done to it. */
export class FakeVoice {
  readonly track: FakeTrack;

  constructor(id: string, label: string) {
    this.track = new FakeTrack(id, label);
  }

  getTracks = (): readonly FakeTrack[] => [this.track];
  getAudioTracks = (): readonly FakeTrack[] => [this.track];
}

export class FakeTrack extends EventTarget {
  readonly label: string;
  readonly #id: string;
  enabled = true;
  isStopped = false;

  constructor(id: string, label: string) {
    super();
    this.#id = id;
    this.label = label;
  }

  getSettings = (): { readonly deviceId: string } => ({ deviceId: this.#id });

  stop(): void {
    this.isStopped = true;
  }

  /** Somebody pulls the plug. */
  end(): void {
    this.dispatchEvent(new Event('ended'));
  }
}
