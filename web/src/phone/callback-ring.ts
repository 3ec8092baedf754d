import { browserSchedule, type Schedule } from '../live/socket.ts';
import { BrowserSpeaker, type Speaker, type Tone } from './speaker.ts';

/** Two pairs of notes up and down, which no telephone makes: somebody waits for this very call. */
const NOTES: readonly Tone[] = [
  { hertz: [784], fromS: 0, forS: 0.14 },
  { hertz: [1047], fromS: 0.16, forS: 0.2 },
  { hertz: [784], fromS: 0.5, forS: 0.14 },
  { hertz: [1047], fromS: 0.66, forS: 0.2 },
];
const EVERY_MS = 4_000;

/** Rings until it is answered or over: a callback, or a colleague. Never the only sign of it. */
export class CallbackRing {
  readonly #speaker: Speaker;
  readonly #schedule: Schedule;
  #isRinging = false;
  #volume = 0.5;
  #cancel = (): void => undefined;

  constructor(speaker: Speaker = new BrowserSpeaker(), schedule: Schedule = browserSchedule) {
    this.#speaker = speaker;
    this.#schedule = schedule;
  }

  start(): void {
    if (this.#isRinging) return;
    this.#isRinging = true;
    this.#ring();
  }

  stop(): void {
    if (!this.#isRinging) return;
    this.#isRinging = false;
    this.#cancel();
    this.#speaker.silence();
  }

  /** 0..1. */
  setVolume(volume: number): void {
    this.#volume = volume;
    if (volume === 0) this.#speaker.silence();
  }

  wake(): void {
    this.#speaker.wake();
  }

  #ring(): void {
    this.#speaker.play(NOTES, this.#volume);
    this.#cancel = this.#schedule(() => this.#ring(), EVERY_MS);
  }
}
