import type { RTCSession } from 'jssip/lib/RTCSession';
import { browserSchedule, type Schedule } from '../live/socket.ts';
import type { SoundSample } from './quality.ts';
import { soundSample } from './sound-sample.ts';

type Options = {
  /** What the microphone hears now; undefined: there is none. */
  readonly voice: () => MediaStream | undefined;
  /** The other side is heard, or not any more. */
  readonly onSound: (sound: MediaStream | undefined) => void;
  readonly onChange: () => void;
  readonly schedule?: Schedule;
};

/** SIP 480: nobody can be spoken to here. */
const UNAVAILABLE = 480;
/** How the library, and we, say that a path is dead. */
const NO_SOUND = 'RTP Timeout';
/** A path that is broken for this long does not mend by itself: another leg is sooner there. */
const BROKEN_MS = 4_000;

/**
 * The leg between this page and the switch. The switch calls whenever it wants the agent, and is
 * answered at once: nobody else can call, because the only way here is the socket that our own
 * server passes on.
 */
export class SipLeg {
  readonly #options: Options;
  readonly #schedule: Schedule;
  #session: RTCSession | undefined;
  #peer: RTCPeerConnection | undefined;
  #state: 'none' | 'joining' | 'up' = 'none';
  #isBlocked = false;
  #wasUp = false;
  /** Counts the connections, so that the figures of two are never compared. */
  #connection = 0;
  #cancelAlarm = (): void => undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#schedule = options.schedule ?? browserSchedule;
  }

  get state(): 'none' | 'joining' | 'up' {
    return this.#state;
  }

  /** The last leg was answered, and no sound ever found its way: the network lets none through. */
  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  answer(session: RTCSession): void {
    const voice = this.#options.voice();
    if (voice === undefined) return session.terminate({ status_code: UNAVAILABLE });
    // There is one leg at a time: that the switch calls means that the old one is dead.
    this.hangUp();
    this.#session = session;
    this.#wasUp = false;
    session.on('peerconnection', ({ peerconnection }) => this.#join(session, peerconnection));
    session.on('ended', ({ cause }) => this.#gone(session, cause));
    session.on('failed', ({ cause }) => this.#gone(session, cause));
    session.answer({
      mediaStream: voice,
      // The switch is reached directly; no server in between has to be asked for a way.
      pcConfig: { iceServers: [], bundlePolicy: 'max-bundle' },
    });
    this.#become('joining');
  }

  /** Another microphone, in the middle of a call as well. */
  setVoice(track: MediaStreamTrack): void {
    for (const sender of this.#peer?.getSenders() ?? []) {
      // A connection that is closing takes no track, and needs none.
      sender.replaceTrack(track).catch(() => undefined);
    }
  }

  hangUp(): void {
    const session = this.#session;
    if (session === undefined) return;
    this.#gone(session);
    if (!session.isEnded()) session.terminate();
  }

  /** The counters of the connection now; undefined while there is none, or nothing came yet. */
  async sample(): Promise<SoundSample | undefined> {
    const peer = this.#peer;
    if (peer === undefined) return undefined;
    const connection = this.#connection;
    // A connection that is being closed has no figures any more.
    const report = await peer.getStats().catch(() => undefined);
    return report && soundSample(report, connection, performance.now());
  }

  #join(session: RTCSession, peer: RTCPeerConnection): void {
    this.#peer = peer;
    this.#connection += 1;
    peer.addEventListener('track', ({ track, streams: [stream] }) => {
      if (this.#session === session) this.#options.onSound(stream ?? new MediaStream([track]));
    });
    peer.addEventListener('connectionstatechange', () => this.#hear(session, peer));
  }

  #hear(session: RTCSession, peer: RTCPeerConnection): void {
    if (this.#session !== session) return;
    this.#cancelAlarm();
    switch (peer.connectionState) {
      case 'connected':
        return this.#become('up');
      case 'disconnected':
        this.#become('joining');
        this.#cancelAlarm = this.#schedule(() => this.#giveUp(session), BROKEN_MS);
        return;
      case 'failed':
      case 'closed':
        return this.#giveUp(session);
      default:
        return;
    }
  }

  /** Says that the path is dead, so that we are called again. */
  #giveUp(session: RTCSession): void {
    this.#gone(session, NO_SOUND);
    if (session.isEnded()) return;
    session.terminate({ cause: NO_SOUND, status_code: 408, reason_phrase: NO_SOUND });
  }

  #gone(session: RTCSession, cause?: string): void {
    if (this.#session !== session) return;
    this.#cancelAlarm();
    if (cause === NO_SOUND && !this.#wasUp) this.#isBlocked = true;
    this.#session = undefined;
    this.#peer = undefined;
    this.#options.onSound(undefined);
    this.#become('none');
  }

  #become(state: 'none' | 'joining' | 'up'): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'up') {
      this.#wasUp = true;
      this.#isBlocked = false;
    }
    this.#options.onChange();
  }
}
