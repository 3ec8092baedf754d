import { expect, test } from 'vitest';
import { joined, silence, tone } from './samples.ts';
import { loudMs, toneLevel, toneMs, tonesHeard } from './tone-levels.ts';

test('a tone is as strong as it was made, and its neighbours are not there', () => {
  const sound = tone(1_000, 500, 8_000, 0.3);
  expect(toneLevel(sound, 1_000)).toBeCloseTo(0.3, 2);
  expect(toneLevel(sound, 700)).toBeLessThan(0.005);
  expect(toneLevel(silence(0, 8_000), 700)).toBe(0);
});

test('says when which tone is heard', () => {
  const sound = joined([
    tone(1_000, 400, 8_000),
    silence(200, 8_000),
    tone(700, 400, 8_000),
    silence(100, 8_000),
  ]);
  expect(tonesHeard(sound, [700, 1_000])).toEqual([[1_000], [1_000], [], [700], [700]]);
  expect(toneMs(sound, 700)).toBe(400);
});

test('says for how long there is anything at all', () => {
  const heard = joined([silence(400, 8_000), tone(1_000, 600, 8_000), silence(1_000, 8_000)]);
  expect(loudMs(heard)).toBe(600);
});
