import type { PacerKind } from '../pacing/pacer.ts';

/** The example of its documentation: seven agents at a boost of 1.3 are nine calls. */
const BOOST = 1.3;
/** With more people waiting than this, nobody is dialed. */
const WAITING_MAX = 2;
/** Its queue gives people up after this long. */
const HOLDS_MS = 20_000;

export const boostedCalls = (boost: number, free: number, inFlight: number): number =>
  Math.max(0, Math.floor(free * boost + 1e-9) - inFlight);

/** Wombat's boost: available agents times a constant, less what is in flight. */
export const wombat: PacerKind = {
  name: 'Wombat',
  holdsMs: HOLDS_MS,
  make: () => ({
    observe: () => undefined,
    decide: ({ free, inAir, waiting }) => ({
      open: waiting > WAITING_MAX ? 0 : boostedCalls(BOOST, free, inAir + waiting),
      takeBack: [],
    }),
  }),
};
