import type { PacingAgentState } from '@outpace/engine/pacing/contract.ts';
import type { FloorAgent } from './floor-agent.ts';
import { countTime, countWait, type FloorTally } from './floor-tally.ts';
import type { AgentPlan } from './staff.ts';

/** What the staff needs of the floor it works on. */
export type StaffRoom = {
  readonly now: () => number;
  readonly tally: FloorTally;
  /** An agent's state has changed. */
  readonly changed: (agentId: string, state: PacingAgentState) => void;
  /** An agent goes on a break of that length. */
  readonly leaves: (agent: FloorAgent, lengthMs: number) => void;
};

/** The agents of a floor: who is ready, in which order, and how their time is spent. */
export class FloorStaff {
  readonly agents: readonly FloorAgent[];
  readonly #room: StaffRoom;
  /** The one who has been ready longest first: a set keeps its order. */
  readonly #ready = new Set<FloorAgent>();

  constructor(plans: readonly AgentPlan[], room: StaffRoom) {
    this.#room = room;
    const since = room.now();
    this.agents = plans.map((plan, index) => ({
      agentId: `agent ${index + 1}`,
      plan,
      state: 'gone',
      since,
      due: [],
    }));
  }

  get readyCount(): number {
    return this.#ready.size;
  }

  /** The agent who has been ready longest begins a call. */
  take(): FloorAgent | undefined {
    for (const agent of this.#ready) {
      this.#ready.delete(agent);
      countWait(this.#room.tally, this.#room.now() - agent.since);
      this.change(agent, 'talking');
      return agent;
    }
    return undefined;
  }

  /** Nothing holds the agent any more: the break that is due, or the next call. */
  release(agent: FloorAgent): void {
    const lengthMs = agent.due.shift();
    if (lengthMs === undefined) {
      this.#ready.add(agent);
      this.change(agent, 'ready');
      return;
    }
    this.change(agent, 'away');
    this.#room.leaves(agent, lengthMs);
  }

  /** A break is due: at once if the agent is ready, else when the call at hand is over. */
  wantBreak(agent: FloorAgent, lengthMs: number): void {
    agent.due.push(lengthMs);
    if (this.#ready.delete(agent)) this.release(agent);
  }

  change(agent: FloorAgent, state: PacingAgentState): void {
    this.#countTime(agent);
    agent.state = state;
    this.#room.changed(agent.agentId, state);
  }

  endDay(): void {
    for (const agent of this.agents) this.#countTime(agent);
  }

  #countTime(agent: FloorAgent): void {
    const { tally, now } = this.#room;
    const spentMs = now() - agent.since;
    agent.since = now();
    countTime(tally, agent.state, spentMs);
  }
}
