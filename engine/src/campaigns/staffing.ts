/** How a campaign group shares agents with the others that could have them, too. */
export type Staffing = {
  /** Of an agent whom several want each is due a part in proportion to this, 1..100. Default 1. */
  readonly priority: number;
  /** So many agents are due to it at least, of those who are there, 0..10000. Default 0. */
  readonly agentsMin: number;
  /** It dials for so many agents at most, 1..10000, not below the minimum; undefined: for all. */
  readonly agentsMax: number | undefined;
};

export const EQUAL_STAFFING: Staffing = { priority: 1, agentsMin: 0, agentsMax: undefined };

/** Undefined where it makes sense: the name of the field that does not. */
export const staffingProblem = ({ agentsMin, agentsMax }: Staffing): 'agentsMax' | undefined =>
  agentsMax !== undefined && agentsMax < agentsMin ? 'agentsMax' : undefined;
