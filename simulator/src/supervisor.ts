import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import { isPair, RUNNABLE_MODES } from '@outpace/engine/campaigns/dialing-order.ts';
import type { DialSessionPhase } from '@outpace/engine/dialing/dial-session.ts';
import type { SupervisorCommand } from '@outpace/engine/event.ts';
import type { PacingTarget } from '@outpace/engine/pacing/contract.ts';
import type { Prng } from './prng.ts';
import type { GroupSetup } from './world-setup.ts';

/** What a supervisor knows besides the group. `prng`: a lively one changes things on the way. */
export type Situation = {
  readonly isDone: boolean;
  readonly isEvening: boolean;
  readonly prng: Prng | undefined;
  /** Somebody of the group whose line is held for a customer. */
  readonly engaged?: AgentId | undefined;
};

/** Share of looks at a running group that end in a change of some kind. */
const MEDDLES = 0.003;

/** What a supervisor may aim at on a whim. */
const TARGETS: readonly PacingTarget[] = [
  { kind: 'abandonment', share: 0.03 },
  { kind: 'abandonment', share: 0.005 },
  { kind: 'busy-factor', share: 0.85 },
  { kind: 'agent-wait', ms: seconds(15) },
  { kind: 'distribution-time', ms: seconds(1) },
  { kind: 'maximum-gain', gain: 1, loss: 20 },
];

/** What the supervisor would do about this group now, if anything. */
export function nextWish(
  { plan, autoComplete }: GroupSetup,
  phase: DialSessionPhase | undefined,
  { isDone, isEvening, prng, engaged }: Situation,
): SupervisorCommand | undefined {
  const { groupId } = plan;
  if (phase === undefined) {
    return isDone || isEvening ? undefined : { type: 'load', plan, autoComplete };
  }
  if (phase === 'unloading') return undefined;
  if (isEvening) return { type: 'complete', groupId };
  if (phase === 'active') return { type: 'start', groupId };
  if (phase !== 'running' || prng === undefined || !prng.chance(MEDDLES)) return undefined;
  if (prng.chance(0.3)) return { type: 'stop', groupId };
  if (engaged !== undefined && prng.chance(0.4)) {
    return { type: 'release-engagement', agentId: engaged };
  }
  if (prng.chance(0.3)) return { type: 'set-target', groupId, target: prng.pick(TARGETS) };
  const mode = prng.pick(RUNNABLE_MODES.filter((other) => isPair(other, plan.mode)));
  return { type: 'set-mode', groupId, mode, multiplier: prng.pick([0.5, 0.8, 1, 1.3, 2]) };
}
