import type { SupervisorCommand } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { Prng } from './prng.ts';
import type { GroupSetup } from './world.ts';

/** What a supervisor knows besides the state. `prng`: a lively one changes things on the way. */
export type Situation = {
  readonly isDone: boolean;
  readonly isEvening: boolean;
  readonly prng: Prng | undefined;
};

/** Share of looks at a running group that end in a change of some kind. */
const MEDDLES = 0.003;

/** What the supervisor would do about this group now, if anything. */
export function nextWish(
  state: SiteState,
  { plan, autoComplete }: GroupSetup,
  { isDone, isEvening, prng }: Situation,
): SupervisorCommand | undefined {
  const { groupId } = plan;
  const session = state.sessions.get(groupId);
  if (session === undefined) {
    return isDone || isEvening ? undefined : { type: 'load', plan, autoComplete };
  }
  if (session.phase === 'unloading') return undefined;
  if (isEvening) return { type: 'complete', groupId };
  if (session.phase === 'active') return { type: 'start', groupId };
  if (session.phase !== 'running' || prng === undefined || !prng.chance(MEDDLES)) return undefined;
  if (prng.chance(0.3)) return { type: 'stop', groupId };
  const { mode } = session;
  return { type: 'set-mode', groupId, mode, multiplier: prng.pick([0.5, 0.8, 1, 1.3, 2]) };
}
