import type { Samples } from './samples.ts';

/** How strong a tone is in a piece of sound, as its peak, 0 to 1: Goertzel's filter. */
export function toneLevel({ rateHz, values }: Samples, hz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rateHz);
  let last = 0;
  let before = 0;
  for (const value of values) {
    const now = value + turn * last - before;
    before = last;
    last = now;
  }
  const power = last * last + before * before - turn * last * before;
  return values.length === 0 ? 0 : (2 * Math.sqrt(Math.max(0, power))) / values.length;
}

/** Sound is looked at in pieces of this length. */
export const WINDOW_MS = 200;
/** Well above what a codec and other tones leave behind, well below any tone of a test. */
const LEVEL_MIN = 0.01;

/** Which of the tones are in each window of 200 ms, one after the other. */
export function tonesHeard(samples: Samples, tonesHz: readonly number[]): readonly number[][] {
  return windowsOf(samples).map((window) =>
    tonesHz.filter((hz) => toneLevel(window, hz) >= LEVEL_MIN),
  );
}

/** In how many milliseconds of it the tone is there. */
export const toneMs = (samples: Samples, hz: number): number =>
  tonesHeard(samples, [hz]).filter((tones) => tones.length > 0).length * WINDOW_MS;

/** Above the noise that a codec leaves in silence, below any voice. */
const LOUD_MIN = 0.05;

/** In how many milliseconds of it there is anything to be heard. */
export const loudMs = (samples: Samples): number =>
  windowsOf(samples).filter(({ values }) => values.some((value) => Math.abs(value) >= LOUD_MIN))
    .length * WINDOW_MS;

export function windowsOf({ rateHz, values }: Samples): readonly Samples[] {
  const size = Math.round((WINDOW_MS * rateHz) / 1_000);
  return Array.from({ length: Math.floor(values.length / size) }, (_, index) => ({
    rateHz,
    values: values.subarray(index * size, (index + 1) * size),
  }));
}
