/** One sound: frequencies together, from and for, s. */
export type Tone = {
  readonly hertz: readonly number[];
  readonly fromS: number;
  readonly forS: number;
};

/** Anything that can sound; the browser's own below, a list of what was asked for in tests. */
export interface Speaker {
  play(tones: readonly Tone[], volume: number): void;
  silence(): void;
  wake(): void;
}

/** Sine tones through Web Audio; made only once somebody has pressed something. */
export class BrowserSpeaker implements Speaker {
  readonly #newContext: () => AudioContext;
  #audio: AudioContext | undefined;
  #sounding: OscillatorNode[] = [];

  constructor(newContext: () => AudioContext = () => new AudioContext()) {
    this.#newContext = newContext;
  }

  wake(): void {
    this.#audio ??= this.#newContext();
    void this.#audio.resume();
  }

  play(tones: readonly Tone[], volume: number): void {
    const audio = this.#audio;
    if (audio === undefined || volume === 0) return;
    for (const { hertz, fromS, forS } of tones) {
      const start = audio.currentTime + fromS;
      const gain = audio.createGain();
      // A ramp at both ends, because a tone cut off at once clicks.
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime((volume * 0.2) / hertz.length, start + 0.015);
      gain.gain.setValueAtTime((volume * 0.2) / hertz.length, start + forS - 0.02);
      gain.gain.linearRampToValueAtTime(0, start + forS);
      gain.connect(audio.destination);
      for (const frequency of hertz) this.#sound(audio, frequency, gain, start, start + forS);
    }
  }

  silence(): void {
    for (const oscillator of this.#sounding.splice(0)) oscillator.stop();
  }

  #sound(audio: AudioContext, hertz: number, out: AudioNode, start: number, stop: number): void {
    const oscillator = audio.createOscillator();
    oscillator.frequency.value = hertz;
    oscillator.connect(out);
    oscillator.start(start);
    oscillator.stop(stop);
    this.#sounding.push(oscillator);
    oscillator.onended = () => {
      this.#sounding = this.#sounding.filter((other) => other !== oscillator);
    };
  }
}
