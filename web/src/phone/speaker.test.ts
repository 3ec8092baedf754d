import { expect, test } from 'vitest';
import { BrowserSpeaker } from './speaker.ts';

/** As much of the browser's sound as a tone needs; what it was told is written down. */
function fakeAudio() {
  const told: string[] = [];
  let made = 0;
  const newContext = (): AudioContext => {
    made += 1;
    const ramp = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} };
    const context = {
      currentTime: 10,
      destination: {},
      resume: async () => {},
      createGain: () => ({ gain: ramp, connect: () => {} }),
      createOscillator: () => {
        const frequency = { value: 0 };
        return {
          frequency,
          connect: () => {},
          start: (at: number) => void told.push(`${frequency.value} from ${at}`),
          stop: (at?: number) => void told.push(`${frequency.value} until ${at ?? 'now'}`),
          onended: null,
        };
      },
    };
    return context as unknown as AudioContext;
  };
  return { told, newContext, made: () => made };
}

const tones = [
  { hertz: [400, 500], fromS: 0, forS: 1 },
  { hertz: [600], fromS: 2, forS: 1 },
];

test('nothing sounds before a press, or at no volume', () => {
  const { told, newContext, made } = fakeAudio();
  const speaker = new BrowserSpeaker(newContext);
  speaker.play(tones, 1);
  speaker.wake();
  speaker.wake();
  speaker.play(tones, 0);
  expect([told, made()]).toEqual([[], 1]);
});

test('each frequency sounds for its time, until it is silenced', () => {
  const { told, newContext } = fakeAudio();
  const speaker = new BrowserSpeaker(newContext);
  speaker.wake();
  speaker.play(tones, 1);
  expect(told).toEqual([
    ...['400 from 10', '400 until 11', '500 from 10', '500 until 11'],
    ...['600 from 12', '600 until 13'],
  ]);
  told.length = 0;
  speaker.silence();
  speaker.silence();
  expect(told).toEqual(['400 until now', '500 until now', '600 until now']);
});
