import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment } from './checker.ts';

/** An agent has at most one of: an internal call, an offer, a reservation, an interaction. */
export class OneThingPerAgent implements Checker {
  readonly name = 'one-thing-per-agent';

  see(moment: Moment): readonly string[] {
    if (moment.type !== 'step') return FINE;
    const { agents, offers, attempts, interactions } = moment.state;
    const has = new Map<AgentId, string>();
    const problems: string[] = [];
    const give = (agentId: AgentId, thing: string): void => {
      const other = has.get(agentId);
      if (other !== undefined) problems.push(`agent ${agentId} has ${other} and ${thing}`);
      has.set(agentId, thing);
    };
    for (const agent of agents.values()) {
      if (agent.phase === 'internal') give(agent.agentId, agent.internal.id);
    }
    for (const { agentId, id } of offers.values()) give(agentId, id);
    for (const { agentId, id } of interactions.values()) give(agentId, id);
    for (const { agentId, id, openedFor, phase } of attempts.values()) {
      const isReservation = phase !== 'connected' && openedFor === undefined;
      if (agentId !== undefined && isReservation) give(agentId, id);
    }
    return problems;
  }
}
