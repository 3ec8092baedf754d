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
  const common = greatestCommon(rateHz, toHz);
  const up = toHz / common;
  const down = rateHz / common;
  // Places between the old values come back again and again: each is weighed once.
  const phases = Array.from({ length: up }, (_, phase) => weights(phase / up, toHz / rateHz));
  const length = Math.floor((values.length * toHz) / rateHz);
  const at = (index: number): number => {
    const place = index * down;
    const phase = phases[place % up];
    if (phase === undefined) return 0;
    const from = Math.floor(place / up) + phase.from;
    let sum = 0;
    for (let k = 0; k < phase.weights.length; k += 1) {
      sum += (values[from + k] ?? 0) * (phase.weights[k] ?? 0);
    }
    return sum;
  };
  return { rateHz: toHz, values: Float64Array.from({ length }, (_, index) => at(index)) };
}

type Phase = {
  /** Of the first weight, from the old value at or before the place. */
  readonly from: number;
  readonly weights: Float64Array;
};

/** How much the old values around a place count, which lies `part` of a step after one of them. */
function weights(part: number, ratio: number): Phase {
  const cut = Math.min(1, ratio);
  const reach = TAPS / cut;
  const from = Math.ceil(part - reach);
  const length = Math.floor(part + reach) - from + 1;
  const weightAt = (k: number): number => cut * windowedSinc((from + k - part) * cut, TAPS);
  return { from, weights: Float64Array.from({ length }, (_, k) => weightAt(k)) };
}

function windowedSinc(x: number, reach: number): number {
  if (x === 0) return 1;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));

/** Signed 16 bits, little end first: what Asterisk calls slin. */
export function pcmOf({ values }: Samples): Buffer {
  const pcm = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) {
    pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), index * 2);
  }
  return pcm;
}
