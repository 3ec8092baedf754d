import { type Samples, waveform } from './samples.ts';

/** A steady note under the music, by which it can be told apart from people in a recording. */
export const HOLD_MUSIC_HZ = 440;

const NOTE_MS = 400;
const PEDAL_LEVEL = 0.05;
const NOTE_LEVEL = 0.06;

/**
 * Steps of the scale, as ratios to the steady note. Ratios of small whole numbers, so that each
 * sounds pure with it.
 */
const MELODY = [1, 5 / 4, 3 / 2, 2, 3 / 2, 5 / 4, 1, 5 / 4, 5 / 3, 2, 5 / 3, 5 / 4].concat([
  3 / 4,
  9 / 8,
  3 / 2,
  9 / 4,
  3 / 2,
  9 / 8,
  1,
  5 / 4,
  3 / 2,
  5 / 2,
  2,
  3 / 2,
]);

/** A quiet broken chord that comes back to its beginning without a seam. Made here, of sines. */
export function holdMusic(rateHz: number): Samples {
  const noteSeconds = NOTE_MS / 1_000;
  return waveform(MELODY.length * NOTE_MS, rateHz, (seconds) => {
    const now = Math.floor(seconds / noteSeconds);
    // Each note rings on while the next two are struck.
    const notes = [0, 1, 2].map((ago) => {
      const ratio = MELODY.at((now - ago) % MELODY.length) ?? 1;
      return struck(ratio * HOLD_MUSIC_HZ, seconds - (now - ago) * noteSeconds);
    });
    const pedal = PEDAL_LEVEL * Math.sin(2 * Math.PI * HOLD_MUSIC_HZ * seconds);
    return pedal + notes.reduce((sum, note) => sum + note, 0);
  });
}

/** A soft attack, then dying away. */
function struck(hz: number, seconds: number): number {
  const attack = Math.min(1, seconds / 0.02);
  const level = NOTE_LEVEL * attack * Math.exp(-3 * seconds);
  return level * Math.sin(2 * Math.PI * hz * seconds);
}
