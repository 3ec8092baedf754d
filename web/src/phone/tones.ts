import type { InteractionPhase } from '@outpace/engine/interactions/interaction.ts';
import { browserSchedule, type Schedule } from '../live/socket.ts';
import type { Phone, PhoneCall } from './phone.ts';
import { BrowserSpeaker, type Speaker, type Tone } from './speaker.ts';

/** Ringback as heard in North America (440 and 480 Hz), once every six seconds. */
const RING: readonly Tone[] = [{ hertz: [440, 480], fromS: 0, forS: 1.6 }];
const RING_EVERY_MS = 6_000;
const CONNECTED: readonly Tone[] = [
  { hertz: [660], fromS: 0, forS: 0.09 },
  { hertz: [880], fromS: 0.1, forS: 0.12 },
];
const ENDED: readonly Tone[] = [
  { hertz: [520], fromS: 0, forS: 0.1 },
  { hertz: [390], fromS: 0.12, forS: 0.16 },
];

/** The demo's phone: plain tones for ringing, connected and ended, clearly no call. */
export class TonePhone implements Phone {
  readonly sound = undefined;
  readonly #speaker: Speaker;
  readonly #schedule: Schedule;
  #volume = 0.5;
  #phase: InteractionPhase | undefined;
  #cancelRing = (): void => undefined;

  constructor(speaker: Speaker = new BrowserSpeaker(), schedule: Schedule = browserSchedule) {
    this.#speaker = speaker;
    this.#schedule = schedule;
  }

  open(): void {
    // Tones have nothing to sign in to.
  }

  close(): void {
    this.show(undefined);
  }

  show(call: PhoneCall | undefined): void {
    const phase = call?.phase;
    const before = this.#phase;
    if (phase === before) return;
    this.#phase = phase;
    this.#cancelRing();
    this.#speaker.silence();
    if (phase === 'ringing') return this.#ring();
    // A page loaded in the middle of a call did not just connect; only a change is a sound.
    if (isTalk(phase)) {
      // Nor does a call that comes back from hold: the agent knows whom they are with.
      const isNew = before !== undefined && !isTalk(before);
      return isNew ? this.#speaker.play(CONNECTED, this.#volume) : undefined;
    }
    if (isTalk(before)) this.#speaker.play(ENDED, this.#volume);
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    if (volume === 0) this.#speaker.silence();
  }

  wake(): void {
    this.#speaker.wake();
  }

  #ring(): void {
    this.#speaker.play(RING, this.#volume);
    this.#cancelRing = this.#schedule(() => this.#ring(), RING_EVERY_MS);
  }
}

/** Person and agent are on the line together, whether they hear each other now or not. */
const isTalk = (phase: InteractionPhase | undefined): boolean =>
  phase === 'connected' ||
  phase === 'on-hold' ||
  phase === 'consulting' ||
  phase === 'conference' ||
  phase === 'reconnecting';
