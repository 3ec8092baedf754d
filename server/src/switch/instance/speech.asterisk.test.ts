import { expect, test } from 'vitest';
import { espeak } from './espeak.ts';
import { lengthMs } from './samples.ts';
import { SOUND_HZ, spoken } from './speech.ts';

test('a sentence is spoken', async () => {
  const speech = { voice: 'de+f3', wordsPerMinute: 160, text: 'Guten Tag. Wer ist da, bitte?' };
  const sound = await spoken(await espeak(), speech);
  expect(sound.rateHz).toBe(SOUND_HZ);
  expect(lengthMs(sound)).toBeGreaterThan(1_000);
  expect(lengthMs(sound)).toBeLessThan(4_000);
  expect(Math.max(...sound.values)).toBeCloseTo(0.5, 1);
});
