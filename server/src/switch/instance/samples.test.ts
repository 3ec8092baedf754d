import { expect, test } from 'vitest';
import { joined, lengthMs, pcmOf, resampled, silence, tone, trimmed } from './samples.ts';
import { toneLevel } from './tone-levels.ts';

test('parts follow each other', () => {
  const sound = joined([tone(500, 100, 8_000), silence(50, 8_000)]);
  expect(lengthMs(sound)).toBe(150);
  expect(sound.values.at(-1)).toBe(0);
});

test('quiet ends are cut off and the loudest moment is at the level', () => {
  const sound = trimmed(
    joined([silence(300, 8_000), tone(500, 100, 8_000, 0.1), silence(200, 8_000)]),
    0.5,
  );
  expect(lengthMs(sound)).toBeGreaterThanOrEqual(99);
  expect(lengthMs(sound)).toBeLessThanOrEqual(100);
  expect(Math.max(...sound.values)).toBeCloseTo(0.5, 2);
  expect(trimmed(silence(100, 8_000), 0.5).values).toHaveLength(0);
});

test.each<[why: string, fromHz: number, toHz: number, toneHz: number, level: number]>([
  ['down', 22_050, 8_000, 1_000, 0.4],
  ['up', 8_000, 16_000, 1_000, 0.4],
  ['a step less', 22_050, 16_000, 3_000, 0.4],
  ['what the line cannot carry is gone', 16_000, 8_000, 6_000, 0],
])('another rate: %s', (_why, fromHz, toHz, toneHz, level) => {
  const sound = resampled(tone(toneHz, 500, fromHz, 0.4), toHz);
  expect(lengthMs(sound)).toBe(500);
  // A tone above half the rate would come back mirrored.
  const heardHz = Math.min(toneHz, toHz - toneHz);
  expect(toneLevel(sound, heardHz)).toBeCloseTo(level, 1);
});

test('keeps its level at another rate', () => {
  const steady = { rateHz: 22_050, values: new Float64Array(22_050).fill(0.5) };
  const inside = resampled(steady, 16_000).values.subarray(100, -100);
  expect(Math.max(...inside)).toBeCloseTo(0.5, 2);
  expect(Math.min(...inside)).toBeCloseTo(0.5, 2);
});

test('too loud is cut, not wrapped round', () => {
  const pcm = pcmOf({ rateHz: 8_000, values: Float64Array.of(0, 2, -2) });
  expect([0, 2, 4].map((at) => pcm.readInt16LE(at))).toEqual([0, 32_767, -32_767]);
});
