import type { PacingController, PacingPosition } from './contract.ts';
import type { PacingView } from './counts.ts';

/** What the controller says, as the session keeps it for the console. */
export function decidePredictive(
  controller: PacingController,
  position: PacingPosition,
): { readonly view: PacingView; readonly takeBack: readonly string[] } {
  const { open, takeBack, why, inputs } = controller.decide(position);
  const { free: ready, waiting, inAir } = position;
  const view = { ready, waiting, inAir, wanted: open, opened: open, bound: why, forecast: inputs };
  return { view, takeBack };
}
