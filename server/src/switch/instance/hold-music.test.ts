import { expect, test } from 'vitest';
import { HOLD_MUSIC_HZ, holdMusic } from './hold-music.ts';
import { joined, lengthMs } from './samples.ts';
import { toneMs } from './tone-levels.ts';

const music = holdMusic(8_000);

test('is known by its steady note, also where it begins again', () => {
  const twice = joined([music, music]);
  expect(toneMs(twice, HOLD_MUSIC_HZ)).toBe(lengthMs(twice));
});

test('is quiet and begins again without a seam', () => {
  expect(music.values.every((value) => Math.abs(value) < 0.3)).toBe(true);
  const seam = Math.abs((music.values.at(-1) ?? 1) - (music.values[0] ?? 0));
  const steps = music.values.slice(1).map((value, at) => Math.abs(value - (music.values[at] ?? 0)));
  expect(seam).toBeLessThanOrEqual(Math.max(...steps));
});
