import { hasLeg, isUsable } from '@outpace/engine/agents/agent-phone.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A customer is given only to an agent who can be heard, and joined only to a leg that is there or
 * on its way; when the day is over no phone is left off the hook.
 */
export class AgentsAreHeard implements Checker {
  readonly name = 'agents-are-heard';

  see(moment: Moment): readonly string[] {
    if (moment.type === 'step') return [...onStep(moment)];
    return moment.type === 'rest' ? [...leftOver(moment)] : FINE;
  }
}

function* onStep({ effects, state }: MomentOf<'step'>): Generator<string> {
  const joined = new Set<AgentId>();
  for (const effect of effects) {
    if (effect.type === 'bridge') joined.add(effect.agentId);
    const given = effect.type === 'open-attempt' || effect.type === 'open-interaction';
    const agentId = given ? effect.agentId : undefined;
    const phone = agentId === undefined ? undefined : state.agents.get(agentId)?.phone;
    // An agent found talking after a restart is told of, not given.
    if (phone !== undefined && !isUsable(phone) && !hasLeg(phone)) {
      yield `agent ${agentId} is given a call and cannot be heard`;
    }
  }
  for (const agentId of joined) {
    const phone = state.agents.get(agentId)?.phone;
    if (phone !== undefined && !hasLeg(phone)) yield `agent ${agentId} is joined without a leg`;
  }
}

function* leftOver({ legs }: MomentOf<'rest'>): Generator<string> {
  for (const leg of legs) {
    yield leg.of === 'agent'
      ? `the leg of agent ${leg.agentId} is left`
      : `the leg of attempt ${leg.attemptId} is left`;
  }
}
