import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { Prng } from './prng.ts';

/**
 * Quantiles of the real conversations of the demo's bank data (column `duration`), seconds, in
 * steps of 2.5 %; above the 97.5 % the tail is kept finer, for long calls block agents.
 */
export const TALK_QUANTILES: readonly (readonly [share: number, seconds: number])[] = [
  ...[
    0, 19, 35, 48, 58, 67, 75, 82, 89, 96, 103, 110, 117, 124, 132, 139, 147, 155, 163, 171, 180,
    190, 200, 211, 223, 236, 249, 263, 280, 298, 319, 342, 368, 399, 437, 485, 548, 631, 751, 974,
  ].map((seconds, index) => [index / 40, seconds] as const),
  [0.98, 1_051],
  [0.985, 1_143],
  [0.99, 1_269],
  [0.995, 1_500],
  [0.998, 1_855],
  [0.999, 2_087],
  [1, 4_918],
];

/** A talk time as long as real ones are, at least one second. */
export const drawTalkMs = (prng: Prng): Millis => talkMsAt(prng.next());

/** The talk time that this share of conversations does not exceed, 0..1, straight between. */
export function talkMsAt(share: number): Millis {
  let [lowShare, lowSeconds] = [0, 0];
  for (const [highShare, highSeconds] of TALK_QUANTILES) {
    if (share <= highShare) {
      const width = highShare - lowShare;
      const within = width === 0 ? 0 : (share - lowShare) / width;
      const seconds = lowSeconds + within * (highSeconds - lowSeconds);
      return millis(Math.max(1_000, Math.round(seconds * 1_000)));
    }
    [lowShare, lowSeconds] = [highShare, highSeconds];
  }
  return millis(lowSeconds * 1_000);
}
