import type { Speaker } from './speaker.ts';

/** Writes down what would have been heard. */
export class HeardSpeaker implements Speaker {
  readonly heard: string[] = [];

  play: Speaker['play'] = (tones, volume) => {
    const first = tones.map(({ hertz }) => hertz.join('+')).join(' ');
    this.heard.push(`${first} at ${volume}`);
  };

  silence = (): void => undefined;
  wake = (): void => void this.heard.push('awake');
}
