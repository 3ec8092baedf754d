import { expect, test } from 'vitest';
import { lengthMs } from './samples.ts';
import { SOUND_HZ, spoken } from './speech.ts';

test('without a synthesiser a sentence is hummed, as long as it would take to say', async () => {
  const speech = { voice: 'en', wordsPerMinute: 150, text: 'One two three. Four five.' };
  const sound = await spoken(undefined, speech);
  expect(sound.rateHz).toBe(SOUND_HZ);
  expect(lengthMs(sound)).toBeGreaterThan(1_700);
  expect(lengthMs(sound)).toBeLessThan(2_600);
});
