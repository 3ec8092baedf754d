import { unreachable } from '@outpace/engine/basics/assert.ts';
import { type Millis, millis } from '@outpace/engine/basics/time.ts';
import type { Prng } from '../prng.ts';
import { drawTalkMs, TALK_QUANTILES } from '../talk-times.ts';

/** How long something takes, as a law of chance. Durations in ms. */
export type Law =
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  | LogNormal
  /** A share of quick refusals before the body of real talks. */
  | {
      readonly kind: 'mixture';
      readonly quickShare: number;
      readonly quick: Law;
      readonly body: Law;
    }
  /** Measured ones, from the shortest to the longest in equal shares of the cases. */
  | { readonly kind: 'measured'; readonly quantilesMs: readonly number[] }
  /** The real talks of the bank's table. */
  | { readonly kind: 'bank' };

/** `cv`: standard deviation ÷ mean, before what is shorter is made as long as the least. */
type LogNormal = {
  readonly kind: 'log-normal';
  readonly meanMs: number;
  readonly cv: number;
  readonly leastMs: number;
};

export const fixed = (ms: number): Law => ({ kind: 'fixed', ms });
export const uniform = (fromMs: number, toMs: number): Law => ({ kind: 'uniform', fromMs, toMs });
export const exponential = (meanMs: number): Law => ({ kind: 'exponential', meanMs });
export const logNormal = (meanMs: number, cv: number, leastMs = 0): Law => ({
  kind: 'log-normal',
  meanMs,
  cv,
  leastMs,
});

/** A duration, whole ms. */
export function draw(law: Law, prng: Prng): Millis {
  switch (law.kind) {
    case 'fixed':
      return millis(law.ms);
    case 'uniform':
      return millis(Math.round(law.fromMs + prng.next() * (law.toMs - law.fromMs)));
    case 'exponential':
      return millis(Math.round(-Math.log(1 - prng.next()) * law.meanMs));
    case 'log-normal':
      return millis(Math.round(Math.max(law.leastMs, drawLogNormal(law, prng))));
    case 'mixture':
      return draw(prng.chance(law.quickShare) ? law.quick : law.body, prng);
    case 'measured':
      return millis(Math.round(measuredAt(law.quantilesMs, prng.next())));
    case 'bank':
      return drawTalkMs(prng);
    default:
      return unreachable(law);
  }
}

function drawLogNormal({ meanMs, cv }: LogNormal, prng: Prng): number {
  const variance = Math.log(1 + cv * cv);
  // Box and Muller; 1 − u, for u may be 0.
  const radius = Math.sqrt(-2 * Math.log(1 - prng.next()));
  const normal = radius * Math.cos(2 * Math.PI * prng.next());
  return meanMs * Math.exp(Math.sqrt(variance) * normal - variance / 2);
}

/** Straight between the two quantiles beside it. */
function measuredAt(quantilesMs: readonly number[], share: number): number {
  const place = share * (quantilesMs.length - 1);
  const below = quantilesMs[Math.floor(place)] ?? 0;
  const above = quantilesMs[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** That of the trapezia between the quantiles. */
function measuredMean(quantilesMs: readonly number[]): number {
  const ends = (quantilesMs[0] ?? 0) + (quantilesMs.at(-1) ?? 0);
  const sum = quantilesMs.reduce((all, each) => all + each, 0);
  return (sum - ends / 2) / Math.max(1, quantilesMs.length - 1);
}

/** The mean, ms; what the least length of a log-normal adds is left out. */
export function meanOf(law: Law): number {
  switch (law.kind) {
    case 'fixed':
      return law.ms;
    case 'uniform':
      return (law.fromMs + law.toMs) / 2;
    case 'exponential':
    case 'log-normal':
      return law.meanMs;
    case 'mixture':
      return law.quickShare * meanOf(law.quick) + (1 - law.quickShare) * meanOf(law.body);
    case 'measured':
      return measuredMean(law.quantilesMs);
    case 'bank':
      return BANK_MEAN_MS;
    default:
      return unreachable(law);
  }
}

/** The table is straight between its quantiles, so its mean is that of the trapezia. */
const BANK_MEAN_MS = TALK_QUANTILES.reduce((sum, [share, seconds], index) => {
  const [nextShare, nextSeconds] = TALK_QUANTILES[index + 1] ?? [share, seconds];
  return sum + (nextShare - share) * (seconds + nextSeconds) * 500;
}, 0);
