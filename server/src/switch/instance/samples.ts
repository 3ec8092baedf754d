import { must } from '@outpace/engine/basics/assert.ts';

/** Sound as numbers from -1 to 1, one channel. */
export type Samples = { readonly rateHz: number; readonly values: Float64Array };

const countOf = (ms: number, rateHz: number): number => Math.round((ms * rateHz) / 1_000);

export const lengthMs = ({ rateHz, values }: Samples): number =>
  Math.round((values.length * 1_000) / rateHz);

/** What a function of the time in seconds says. */
export const waveform = (ms: number, rateHz: number, at: (seconds: number) => number): Samples => ({
  rateHz,
  values: Float64Array.from({ length: countOf(ms, rateHz) }, (_, index) => at(index / rateHz)),
});

/** A steady tone; `level` is its peak. */
export const tone = (hz: number, ms: number, rateHz: number, level = 0.4): Samples =>
  waveform(ms, rateHz, (seconds) => level * Math.sin(2 * Math.PI * hz * seconds));

export const silence = (ms: number, rateHz: number): Samples => waveform(ms, rateHz, () => 0);

/** One after the other; all of one rate. */
export function joined(parts: readonly Samples[]): Samples {
  const { rateHz } = must(parts[0], 'a part to join');
  const values = new Float64Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { rateHz, values };
}

/** Quiet ends cut off, and the loudest moment at `level`. */
export function trimmed({ rateHz, values }: Samples, level: number): Samples {
  const peak = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (peak === 0) return { rateHz, values: new Float64Array() };
  const isLoud = (value: number): boolean => Math.abs(value) > peak * 0.01;
  const inside = values.subarray(values.findIndex(isLoud), values.findLastIndex(isLoud) + 1);
  return { rateHz, values: inside.map((value) => (value * level) / peak) };
}

/** Taps on each side of the middle; more make a steeper edge. */
const TAPS = 24;

/** The same sound at another rate; what the new rate cannot carry is taken out. */
export function resampled({ rateHz, values }: Samples, toHz: number): Samples {
  if (toHz === rateHz) return { rateHz, values };
  const cut = Math.min(1, toHz / rateHz);
  const reach = TAPS / cut;
  const length = Math.floor((values.length * toHz) / rateHz);
  const at = (index: number): number => {
    const middle = (index * rateHz) / toHz;
    let sum = 0;
    for (let k = Math.ceil(middle - reach); k <= middle + reach; k += 1) {
      const value = values[k];
      if (value !== undefined) sum += value * cut * windowedSinc((k - middle) * cut, TAPS);
    }
    return sum;
  };
  return { rateHz: toHz, values: Float64Array.from({ length }, (_, index) => at(index)) };
}

function windowedSinc(x: number, reach: number): number {
  if (x === 0) return 1;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
}

/** Signed 16 bits, little end first: what Asterisk calls slin. */
export function pcmOf({ values }: Samples): Buffer {
  const pcm = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) {
    pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), index * 2);
  }
  return pcm;
}
