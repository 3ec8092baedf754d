import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { AgentLines, LineTurn } from './agent-lines.ts';
import type { Faults, PhoneTrouble } from './faults.ts';
import type { Prng } from './prng.ts';

export type HandsetParts = {
  readonly lines: AgentLines;
  readonly prng: Prng;
  readonly faults: Faults;
  readonly later: (wait: Millis, run: () => void) => void;
  /** What has happened on an agent's line. */
  readonly tell: (agentId: AgentId, turn: LineTurn) => void;
};

/** The phones in the agents' browsers: registered while the laptop is open, and not always well. */
export class Handsets {
  readonly #parts: HandsetParts;
  readonly #agents: readonly AgentId[];
  readonly #open = new Set<AgentId>();

  constructor(parts: HandsetParts, agents: readonly AgentId[]) {
    this.#parts = parts;
    this.#agents = agents;
    this.expectTrouble();
  }

  /** Of everybody's phone, until the faults are told to stop: then it comes to an end by itself. */
  expectTrouble(): void {
    for (const agentId of this.#agents) this.#expectTrouble(agentId);
  }

  open(agentId: AgentId): void {
    const { later, prng } = this.#parts;
    this.#open.add(agentId);
    later(millis(prng.between(100, 900)), () => this.#register(agentId));
  }

  close(agentId: AgentId): void {
    this.#open.delete(agentId);
    this.#register(agentId);
    this.#parts.tell(agentId, this.#parts.lines.lose(agentId, 'lost'));
  }

  #register(agentId: AgentId): void {
    const { tell, lines } = this.#parts;
    tell(agentId, lines.register(agentId, this.#open.has(agentId)));
  }

  #expectTrouble(agentId: AgentId): void {
    const trouble = this.#parts.faults.phoneTrouble();
    if (trouble === undefined) return;
    const { later } = this.#parts;
    later(trouble.afterMs, () => {
      this.#suffer(agentId, trouble.what);
      later(trouble.forMs, () => this.#mend(agentId, trouble.what));
      this.#expectTrouble(agentId);
    });
  }

  #suffer(agentId: AgentId, what: PhoneTrouble['what']): void {
    const { lines, tell } = this.#parts;
    switch (what) {
      case 'unregistered':
        return tell(agentId, lines.register(agentId, false));
      case 'lost':
      case 'hung-up':
        return tell(agentId, lines.lose(agentId, what));
      case 'silent':
        return tell(agentId, lines.silence(agentId, true));
      default:
        return unreachable(what);
    }
  }

  #mend(agentId: AgentId, what: PhoneTrouble['what']): void {
    const { lines, tell } = this.#parts;
    if (what === 'unregistered') this.#register(agentId);
    if (what === 'silent') tell(agentId, lines.silence(agentId, false));
  }
}
