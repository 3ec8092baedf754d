import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A manual call is dialed once, for the agent who asked for it, who is on the line before anybody
 * is rung; and an agent who sets one up is given nothing else.
 */
export class ManualCalls implements Checker {
  readonly name = 'manual-calls';
  readonly #asked = new Map<AttemptId, AgentId>();
  /** Asked for by the agent in one command, so that a repeated one cannot make a second call. */
  readonly #commands = new Map<string, number>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#asked.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ event, effects, state }: MomentOf<'step'>): Generator<string> {
    if (event.type === 'agent-command' && event.command.type === 'call-number') {
      const begun = effects.filter((effect) => effect.type === 'lease-number').length;
      const made = effects.filter(
        (effect) => effect.type === 'open-attempt' && effect.mode === 'manual',
      ).length;
      const sofar = (this.#commands.get(event.commandId) ?? 0) + begun + made;
      this.#commands.set(event.commandId, sofar);
      if (sofar > 1) yield `command ${event.commandId} makes ${sofar} calls`;
    }
    for (const agent of state.agents.values()) {
      if (agent.phase === 'placing') this.#asked.set(agent.placing.callId, agent.agentId);
    }
    for (const effect of effects) {
      if (effect.type !== 'open-attempt' || effect.mode !== 'manual') continue;
      const { attemptId, agentId } = effect;
      const isInOneStep = event.type === 'agent-command' && event.command.type === 'call-number';
      const asker = this.#asked.get(attemptId) ?? (isInOneStep ? event.agentId : undefined);
      if (asker === undefined || asker !== agentId) {
        yield `manual call ${attemptId} is made for ${agentId}, asked for by ${asker}`;
      }
      const agent = agentId === undefined ? undefined : state.agents.get(agentId);
      const phone = agent?.phone;
      if (phone !== undefined && phone.kind !== 'none' && phone.leg !== 'up') {
        yield `manual call ${attemptId} is made before its agent is on the line`;
      }
    }
  }
}
