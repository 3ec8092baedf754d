import type { PacingDemand } from './contract.ts';
import { POINTS } from './horizon.ts';

/** So many agents are needed at once, whatever happens. */
export const certain = (count: number): PacingDemand => ({
  count,
  chances: new Float64Array(POINTS).fill(1),
});

/** The same where only a share of it, 0..1, can fall on the agents in question. */
export const thinned = ({ count, chances }: PacingDemand, share: number): PacingDemand => ({
  count,
  chances: share >= 1 ? chances : chances.map((chance) => chance * share),
});
