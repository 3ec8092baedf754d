import { formatCountdown } from '../../ui/duration.ts';

/** From here on seconds alone say too little. */
const SECONDS_MAX = 100;

export type Countdown = {
  readonly seconds: number;
  /** As it stands in the ring: seconds alone at the end, a stopwatch before. */
  readonly text: string;
  /** How much of the ring is left, 0 to 1. */
  readonly share: number;
};

/**
 * What is left of a time. `now` comes in whole seconds and may lie before the beginning: what is
 * left is never more than there was.
 */
export function countdown(from: number, until: number, now: number): Countdown {
  const wholeMs = Math.max(1, until - from);
  const leftMs = Math.min(wholeMs, Math.max(0, until - now));
  const seconds = Math.ceil(leftMs / 1_000);
  const text = seconds < SECONDS_MAX ? String(seconds) : formatCountdown(leftMs);
  return { seconds, text, share: leftMs / wholeMs };
}
