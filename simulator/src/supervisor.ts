import type { DialSessionPhase } from '@outpace/engine/dialing/dial-session.ts';
import type { SupervisorCommand } from '@outpace/engine/event.ts';
import type { Prng } from './prng.ts';
import type { GroupSetup } from './world.ts';

/** What a supervisor knows besides the group. `prng`: a lively one changes things on the way. */
export type Situation = {
  readonly isDone: boolean;
  readonly isEvening: boolean;
  readonly prng: Prng | undefined;
};

/** Share of looks at a running group that end in a change of some kind. */
const MEDDLES = 0.003;

/** What the supervisor would do about this group now, if anything. */
export function nextWish(
  { plan, autoComplete }: GroupSetup,
  phase: DialSessionPhase | undefined,
  { isDone, isEvening, prng }: Situation,
): SupervisorCommand | undefined {
  const { groupId, mode } = plan;
  if (phase === undefined) {
    return isDone || isEvening ? undefined : { type: 'load', plan, autoComplete };
  }
  if (phase === 'unloading') return undefined;
  if (isEvening) return { type: 'complete', groupId };
  if (phase === 'active') return { type: 'start', groupId };
  if (phase !== 'running' || prng === undefined || !prng.chance(MEDDLES)) return undefined;
  if (prng.chance(0.3)) return { type: 'stop', groupId };
  return { type: 'set-mode', groupId, mode, multiplier: prng.pick([0.5, 0.8, 1, 1.3, 2]) };
}
