/** What is due to a session of shared agents, and between which bounds it is to stay. */
export type Claim = {
  /** By its part of each agent, in agents. */
  readonly due: number;
  /** Not less, where there are as many: 0.. */
  readonly least: number;
  /** Not more: 0.., `Infinity` without a limit. */
  readonly most: number;
};

/** Halvings until the common factor is known well enough. */
const STEPS = 50;

/**
 * The dues with everybody between their bounds: all are raised or lowered by one factor, and stop
 * where theirs is. The sum stays what it was, unless all together may not have so many; where the
 * minima come to more than there is, each has its part of them.
 */
export function fittedDues(claims: readonly Claim[]): readonly number[] {
  const all = sum(claims.map(({ due }) => due));
  if (claims.every(({ due, least, most }) => due >= least && due <= most)) {
    return claims.map(({ due }) => due);
  }
  const leasts = sum(claims.map(({ least }) => least));
  if (leasts >= all) return claims.map(({ least }) => (least * all) / Math.max(leasts, 1e-9));
  const at = (factor: number): readonly number[] =>
    claims.map(({ due, least, most }) => Math.min(most, Math.max(least, due * factor)));
  let low = 0;
  let high = 1;
  while (high < 1e6 && sum(at(high)) < all) high *= 2;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) < all) low = middle;
    else high = middle;
  }
  return at(high);
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);
