import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import type { Prng } from './prng.ts';
import type { Intent } from './third-party-habits.ts';

/** How agents call each other between two contacts. */
export type ColleagueHabits = {
  /** Share of the occasions, 0..1. */
  readonly calls: number;
  /** Themselves among them: whoever presses the wrong name is refused. */
  readonly colleagues: readonly AgentId[];
};

/** A call to a colleague, now and then with an impatient second press. */
export function intendsToCall(
  prng: Prng,
  { calls, colleagues }: ColleagueHabits,
): readonly Intent[] {
  if (!prng.chance(calls)) return [];
  const call = { type: 'call-agent', agentId: prng.pick(colleagues) } as const;
  const presses = prng.chance(0.2) ? [call, call] : [call];
  return presses.map((command) => ({ withinS: 10, command }));
}

/** What each of the two does: takes the call or not, waits for it or not, and has enough. */
export function intendsInternally(
  { id: callId, role, state }: InternalView,
  prng: Prng,
  isGoingHome: boolean,
): readonly Intent[] {
  const accept = { type: 'accept-internal-call', callId } as const;
  const end = { type: 'end-internal-call', callId } as const;
  switch (state) {
    case 'talking':
      // Nobody talks for ever, and one of the two is enough.
      return [{ withinS: role === 'caller' || isGoingHome ? 90 : 240, command: end }];
    case 'ringing': {
      if (role === 'caller') return prng.chance(0.15) ? [{ withinS: 20, command: end }] : [];
      const mood = prng.next();
      if (mood < 0.6) return [{ withinS: 20, command: accept }];
      // Two tabs cross.
      if (mood < 0.7) return [accept, end].map((command) => ({ withinS: 8, command }));
      return mood < 0.85 ? [{ withinS: 15, command: end }] : [];
    }
    default:
      return unreachable(state);
  }
}
