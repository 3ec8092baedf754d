/**
 * The instants ahead, in seconds, at which a forecast looks: dense where answers are, and as far
 * as a telephone usually rings, so that the dialer sees its own calls in the air.
 */
export const HORIZON_S: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 23, 26, 30,
];

export const POINTS = HORIZON_S.length;

/** The last of them, seconds. */
export const REACH_S = 30;
