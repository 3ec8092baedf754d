import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, InteractionId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { InteractionView } from '@outpace/engine/views/interaction-view.ts';
import type { AgentSetup } from '../agents.ts';
import type { SiteLine, Staff } from '../office.ts';
import type { Answer } from './people.ts';
import type { AgentPlan } from './staff.ts';

/** What somebody heard in a call, and how long their work after it takes. */
export type Heard = Pick<Answer, 'wrapUpMs'> & { readonly isPerson: boolean };

export type StaffSetup = {
  readonly agents: readonly AgentSetup[];
  /** In the order of the agents. */
  readonly plans: readonly AgentPlan[];
  /** From the opening of the site to the beginning of the shift. */
  readonly opensMs: number;
  readonly breakReason: string;
  readonly heardAt: (phone: string) => Heard;
};

/** An agent of the floor at a screen of the product. */
type Worker = {
  readonly setup: AgentSetup;
  readonly plan: AgentPlan;
  /** The lengths of breaks that are due and not taken yet, ms. */
  readonly due: number[];
  /** The call whose after-call work has begun. */
  wrappingUp: InteractionId | undefined;
};

/**
 * The staff of a floor working with the product: they come, talk, finish and take breaks when they
 * would on the floor, and press at once whatever there is to press.
 */
export class ProductStaff implements Staff {
  readonly #line: SiteLine;
  readonly #setup: StaffSetup;
  readonly #workers: ReadonlyMap<AgentId, Worker>;
  #isGoingHome = false;

  constructor(line: SiteLine, setup: StaffSetup) {
    this.#line = line;
    this.#setup = setup;
    this.#workers = new Map(
      setup.agents.map((agent, index) => {
        const plan = must(setup.plans[index], `the plan of ${agent.agentId}`);
        return [agent.agentId, { setup: agent, plan, due: [], wrappingUp: undefined }];
      }),
    );
  }

  foundSite(): void {
    const { opensMs } = this.#setup;
    for (const worker of this.#workers.values()) {
      const { loginMs, breaks } = worker.plan;
      this.#later(opensMs + loginMs, () => this.#logOn(worker));
      for (const { atMs, lengthMs } of breaks) {
        this.#later(opensMs + atMs, () => this.#wantBreak(worker, lengthMs));
      }
    }
  }

  changed(agentId: AgentId): void {
    const worker = this.#workerOf(agentId);
    const { interaction } = this.#line.view(agentId) ?? {};
    if (interaction?.phase !== 'wrap-up' || interaction.id === worker.wrappingUp) return;
    worker.wrappingUp = interaction.id;
    const { wrapUpMs, isPerson } = this.#setup.heardAt(interaction.phone);
    this.#later(wrapUpMs, () => this.#finish(worker, interaction, isPerson));
  }

  /** A day without faults has nothing to refuse to who presses only what is there. */
  refused(agentId: AgentId): void {
    throw new Error(`bug: ${agentId} was refused something`);
  }

  lostSite(): void {
    throw new Error('bug: the site went down in a day without faults');
  }

  goHome(): void {
    this.#isGoingHome = true;
    for (const { setup } of this.#workers.values()) {
      const { agentId } = setup;
      const phase = this.#line.view(agentId)?.status.phase;
      if (phase === 'ready' || phase === 'not-ready') this.#line.send(agentId, { type: 'log-off' });
    }
  }

  #logOn(worker: Worker): void {
    const { agentId } = worker.setup;
    this.#line.logOn(worker.setup);
    this.#line.connect(agentId);
    this.#line.send(agentId, { type: 'set-ready' });
  }

  #wantBreak(worker: Worker, lengthMs: number): void {
    worker.due.push(lengthMs);
    const { agentId } = worker.setup;
    if (this.#line.view(agentId)?.status.phase === 'ready') this.#leave(worker);
  }

  #finish(worker: Worker, { id, draft }: InteractionView, isPerson: boolean): void {
    const { agentId } = worker.setup;
    if (this.#isGoingHome) this.#line.send(agentId, { type: 'log-off' });
    else this.#leave(worker);
    const said = isPerson ? draft : { ...draft, callResult: 'answering-machine' as const };
    this.#line.send(agentId, { type: 'mark-done', interactionId: id, draft: said });
  }

  /** The break that is due, if there is one: now, or when the call at hand is finished. */
  #leave(worker: Worker): void {
    const lengthMs = worker.due.shift();
    if (lengthMs === undefined) return;
    const { agentId } = worker.setup;
    this.#line.send(agentId, { type: 'set-not-ready', reason: this.#setup.breakReason });
    this.#later(lengthMs, () => this.#comeBack(worker));
  }

  #comeBack(worker: Worker): void {
    if (this.#isGoingHome) return;
    if (worker.due.length > 0) return this.#leave(worker);
    this.#line.send(worker.setup.agentId, { type: 'set-ready' });
  }

  #later(waitMs: number, run: () => void): void {
    this.#line.later(millis(waitMs), run);
  }

  #workerOf(agentId: AgentId): Worker {
    return must(this.#workers.get(agentId), `the worker ${agentId}`);
  }
}
