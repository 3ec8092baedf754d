import { must, unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentAct, AgentHabits, AgentSetup } from './agents.ts';
import { SimulatedAgent } from './agents.ts';
import type { Faults } from './faults.ts';
import type { Prng } from './prng.ts';

/** What the agents can reach of their site. */
export type SiteLine = {
  /** False while the site is down: nobody sees anything then. */
  isUp(): boolean;
  view(agentId: AgentId): AgentView | undefined;
  logOn(agent: AgentSetup): void;
  connect(agentId: AgentId): void;
  disconnect(agentId: AgentId): void;
  send(agentId: AgentId, command: AgentCommand): void;
  later(wait: Millis, run: () => void): void;
};

/** Who works at a site, and what they are told of it. */
export type Staff = {
  changed(agentId: AgentId): void;
  refused(agentId: AgentId): void;
  lostSite(): void;
  foundSite(): void;
  goHome(): void;
  /** Another day: everybody comes to work. */
  comeBack?(): void;
};

/** An agent and their laptop. */
type Desk = {
  readonly agent: SimulatedAgent;
  isOpen: boolean;
  willLook: boolean;
  /** To the process that is there now. */
  isConnected: boolean;
};

/** From a change on the screen until an agent has seen it, ms, at most. */
const REACTION_MS_MAX = 800;

/** The agents of a site at their laptops: they look when something changes, and act on it later. */
export class Office implements Staff {
  readonly #line: SiteLine;
  readonly #prng: Prng;
  readonly #faults: Faults;
  readonly #desks: ReadonlyMap<AgentId, Desk>;
  #isGoingHome = false;

  constructor(
    line: SiteLine,
    people: { readonly agents: readonly AgentSetup[]; readonly habits: AgentHabits },
    prng: Prng,
    faults: Faults,
  ) {
    this.#line = line;
    this.#prng = prng;
    this.#faults = faults;
    this.#desks = new Map(
      people.agents.map((setup) => {
        const agent = new SimulatedAgent(setup, prng.fork(setup.agentId), people.habits);
        return [setup.agentId, { agent, isOpen: true, willLook: false, isConnected: false }];
      }),
    );
  }

  /** The view of this agent has changed. */
  changed(agentId: AgentId): void {
    this.#willLook(this.#desk(agentId), REACTION_MS_MAX);
  }

  /** A command was refused: the agent looks again and decides anew. */
  refused(agentId: AgentId): void {
    const desk = this.#desk(agentId);
    desk.agent.refused();
    this.#willLook(desk, 2_000);
  }

  /** The site is gone; whatever was decided on its screens is void. */
  lostSite(): void {
    for (const desk of this.#desks.values()) {
      desk.agent.reconsider();
      desk.isConnected = false;
    }
  }

  /** The site is there again: everybody looks within a few seconds. */
  foundSite(): void {
    for (const desk of this.#desks.values()) this.#willLook(desk, 4_000);
  }

  goHome(): void {
    this.#isGoingHome = true;
    for (const desk of this.#desks.values()) this.#willLook(desk, 30_000);
  }

  comeBack(): void {
    this.#isGoingHome = false;
    for (const desk of this.#desks.values()) {
      desk.isOpen = true;
      desk.agent.reconsider();
      this.#willLook(desk, 30_000);
    }
  }

  #willLook(desk: Desk, withinMs: number): void {
    if (desk.willLook) return;
    desk.willLook = true;
    this.#line.later(millis(this.#prng.between(100, withinMs)), () => this.#look(desk));
  }

  #look(desk: Desk): void {
    desk.willLook = false;
    if (!this.#line.isUp() || !desk.isOpen) return;
    const { agentId } = desk.agent.setup;
    // A page that was signed in comes back by itself, also to a call that outlived the process.
    if (!desk.isConnected && this.#line.view(agentId) !== undefined) this.#connect(desk);
    const view = this.#line.view(agentId);
    for (const { afterMs, act } of desk.agent.look(view, this.#isGoingHome)) {
      this.#line.later(afterMs, () => this.#act(desk, act));
    }
  }

  #act(desk: Desk, act: AgentAct): void {
    const { agentId } = desk.agent.setup;
    switch (act.type) {
      case 'log-on':
        if (!desk.isOpen || this.#isGoingHome) return;
        return this.#connect(desk);
      case 'close-laptop':
        if (!desk.isOpen || !this.#faults.closesLaptop(1)) return;
        desk.isOpen = false;
        desk.isConnected = false;
        return this.#line.disconnect(agentId);
      case 'open-laptop':
        if (desk.isOpen) return;
        desk.isOpen = true;
        desk.agent.reconsider();
        this.#willLook(desk, 2_000);
        desk.isConnected = true;
        return this.#line.connect(agentId);
      case 'send':
        if (desk.isOpen) this.#line.send(agentId, act.command);
        return;
      default:
        return unreachable(act);
    }
  }

  #connect(desk: Desk): void {
    const { setup } = desk.agent;
    this.#line.logOn(setup);
    // The site may have died of it.
    if (!this.#line.isUp()) return;
    desk.isConnected = true;
    this.#line.connect(setup.agentId);
  }

  #desk(agentId: AgentId): Desk {
    return must(this.#desks.get(agentId), `desk of ${agentId}`);
  }
}
