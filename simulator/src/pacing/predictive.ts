import type {
  PacingController,
  PacingInputs,
  PacingLimits,
} from '@outpace/engine/pacing/contract.ts';
import type { PacerKind } from './pacer.ts';

/** A controller by the contract as a pacer; its books are those of its last decision. */
export const predictive = (
  name: string,
  createController: (limits: PacingLimits) => PacingController,
): PacerKind => ({
  name,
  make: (limits) => {
    const controller = createController(limits);
    let books: PacingInputs | undefined;
    return {
      observe: controller.observe,
      decide: (position) => {
        const decision = controller.decide(position);
        books = decision.inputs;
        return decision;
      },
      reported: () =>
        books === undefined || books.liveAnswers === 0
          ? undefined
          : books.abandoned / books.liveAnswers,
    };
  },
});
