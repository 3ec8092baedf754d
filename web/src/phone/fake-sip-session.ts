type Listener = (event: { readonly peerconnection: FakePeer; readonly cause: string }) => void;

/** A call of the switch without a switch, for tests: what is done to it is kept. */
export class FakeSipSession {
  readonly done: string[] = [];
  readonly peer = new FakePeer();
  readonly #listeners = new Map<string, Listener>();
  #isEnded = false;

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, listener);
    return this;
  }

  answer({ mediaStream }: { readonly mediaStream: unknown }): void {
    this.done.push(mediaStream === undefined ? 'answered mute' : 'answered');
    this.say('peerconnection');
  }

  terminate({ status_code: code }: { readonly status_code?: number } = {}): void {
    this.done.push(code === undefined ? 'hung up' : `hung up ${code}`);
    this.#isEnded = true;
    this.say('ended');
  }

  isEnded = (): boolean => this.#isEnded;

  say(event: string, cause = 'Terminated'): void {
    if (event === 'ended' || event === 'failed') this.#isEnded = true;
    this.#listeners.get(event)?.({ peerconnection: this.peer, cause });
  }
}

export class FakePeer extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  readonly tracks: unknown[] = [];
  readonly stats = new Map([
    ['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 50, packetsLost: 0 }],
  ]);

  getStats = async () => this.stats;
  getSenders = () => [{ replaceTrack: async (track: unknown) => void this.tracks.push(track) }];

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  hear(sound: unknown): void {
    this.dispatchEvent(Object.assign(new Event('track'), { track: {}, streams: [sound] }));
  }
}
