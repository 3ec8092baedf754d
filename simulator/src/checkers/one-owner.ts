import type { AgentId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A record has exactly one owner at any time: whoever has it is the one it was given to last, in
 * the state and, from durable writes, in the store; it is never handed on by anybody else.
 */
export class OneOwner implements Checker {
  readonly name = 'one-owner';
  readonly #owners = new Map<InteractionId, AgentId>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'committed':
        return moment.writes.flatMap((write) => this.#onWrite(write));
      case 'step':
        return [...ownersOf(moment)];
      case 'sent':
      case 'killed':
      case 'rest':
      case 'selected':
      case 'on-trunk':
      case 'acknowledged':
      case 'restarted':
      case 'listed':
        return FINE;
    }
  }

  #onWrite(write: Write): readonly string[] {
    switch (write.type) {
      case 'open-interaction':
        this.#owners.set(write.interactionId, write.agentId);
        return FINE;
      case 'transfer-interaction':
        return this.#onTransfer(write);
      case 'close-interaction':
        this.#owners.delete(write.interactionId);
        return FINE;
      default:
        return FINE;
    }
  }

  #onTransfer({
    interactionId: id,
    from,
    to,
  }: Extract<Write, { type: 'transfer-interaction' }>): readonly string[] {
    const owner = this.#owners.get(id);
    this.#owners.set(id, to);
    return owner === from ? FINE : [`${from} hands ${id} to ${to}, but it is ${owner}'s`];
  }
}

function* ownersOf({ state }: MomentOf<'step'>): Generator<string> {
  const owners = new Map<InteractionId, AgentId[]>();
  for (const agent of state.agents.values()) {
    if (agent.phase !== 'talking' && agent.phase !== 'wrap-up') continue;
    const { interactionId: id, agentId } = agent;
    if (state.interactions.get(id)?.partner?.agentId === agentId) continue;
    owners.set(id, [...(owners.get(id) ?? []), agentId]);
  }
  for (const { id, agentId } of state.interactions.values()) {
    const found = owners.get(id) ?? [];
    if (found.length !== 1 || found[0] !== agentId) yield `${id} is had by ${found.join(' and ')}`;
  }
}
