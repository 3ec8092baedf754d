import { decideProgressive } from '@outpace/engine/pacing/progressive.ts';
import type { PacerKind } from '../pacing/pacer.ts';

/** One call for each ready agent, as the product dials progressively. */
export const progressive: PacerKind = {
  name: 'progressive',
  make: () => ({
    observe: () => undefined,
    decide: ({ free, waiting, inAir, portsFree, recordsFree }) => {
      const counts = { ready: free, waiting, inAir, portsFree, recordsFree };
      return { open: decideProgressive(counts, 1).opened, takeBack: [] };
    },
  }),
};
