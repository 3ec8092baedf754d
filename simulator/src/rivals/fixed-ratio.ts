import type { PacerKind } from '../pacing/pacer.ts';

/** Calls to dial at a fixed number of lines for each ready agent. */
export const ratioCalls = (lines: number, ready: number, inAir: number, waiting: number): number =>
  Math.max(0, Math.floor(lines * ready + 1e-9) - inAir - waiting);

/** Power dialing: `lines` for each ready agent, whatever happens. */
export const fixedRatio = (lines: number): PacerKind => ({
  name: `ratio ${lines}`,
  make: () => ({
    observe: () => undefined,
    decide: ({ free, inAir, waiting }) => ({
      open: ratioCalls(lines, free, inAir, waiting),
      takeBack: [],
    }),
  }),
});
