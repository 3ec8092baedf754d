import { must } from './basics/assert.ts';
import type { AgentId } from './basics/ids.ts';
import type { CustomerLeg } from './dialing/surviving-leg.ts';
import type { Effect } from './effect.ts';
import type { AgentCommand } from './event.ts';
import type { Interaction } from './interactions/interaction.ts';
import type { WantedTarget } from './interactions/third-party-command.ts';
import { AGENTS, ANN, BEN, CAT, chains, phone, TestSite } from './test-site.ts';

/*
 * A conversation into which somebody is called, for tests.
 */

export const NUMBER: WantedTarget = { kind: 'number', phone: phone(77) };
export const COLLEAGUE: WantedTarget = { kind: 'agent', agentId: BEN };
export const GROUP_OF_THEM: WantedTarget = { kind: 'group', agentGroupId: AGENTS };

/** Ann talks with the first contact; Ben is ready, and Cat has a break. */
export class Desk {
  readonly site = TestSite.running({
    agents: [ANN, BEN, CAT],
    chains: chains(1),
    phones: 'needed',
  });

  constructor() {
    const { site } = this;
    site.ready(ANN);
    site.talk(ANN);
    site.leg(ANN, 'up');
    site.ready(BEN);
  }

  get call(): Interaction {
    return must([...this.site.state.interactions.values()][0], 'the conversation');
  }

  /** As a page would send it. */
  ask(who: AgentId, type: string, rest: object = {}): readonly Effect[] {
    const text = JSON.stringify({ type, interactionId: this.call.id, ...rest });
    const command: AgentCommand = JSON.parse(text);
    return this.site.ask(who, command);
  }

  say(state: 'ringing' | 'answered' | 'ended'): readonly Effect[] {
    return this.site.step({ type: 'consultation', attemptId: this.call.attemptId, state });
  }

  moved(agentId: AgentId | undefined): readonly Effect[] {
    return this.site.step({ type: 'call-transferred', attemptId: this.call.attemptId, agentId });
  }

  /** What the switch has of the call when it is back. */
  found(leg: Partial<CustomerLeg>): readonly Effect[] {
    const customer = { ...this.site.survivor(this.site.attempt(1)), ...leg };
    const agents = [ANN, BEN].map((agentId) => ({ of: 'agent', agentId }) as const);
    return this.site.step({ type: 'switch-up', legs: [customer, ...agents] });
  }

  /** Asks and is answered. */
  with(type: 'consult' | 'transfer' | 'conference', target: WantedTarget): this {
    this.ask(ANN, type, { target });
    if (target.kind === 'agent') this.site.leg(BEN, 'up');
    this.say('answered');
    return this;
  }

  get picture(): string {
    const { phase, agentId } = this.call;
    const side = this.call.phase === 'consulting' ? ` ${this.call.side}` : '';
    const [ann, ben] = [ANN, BEN].map((id) => this.site.agent(id).phase);
    return `${agentId}'s: ${phase}${side}; ann ${ann}, ben ${ben}`;
  }
}

export const desk = (): Desk => new Desk();

/** The colleague, or somebody outside, is there and is asked. */
export const asking = (target: WantedTarget = COLLEAGUE): Desk => desk().with('consult', target);

export function three(target: WantedTarget = COLLEAGUE): Desk {
  const now = asking(target);
  now.ask(ANN, 'complete-conference');
  return now;
}
