import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import type { AgentCommand, EngineEvent } from '@outpace/engine/event.ts';
import { roleIn } from '@outpace/engine/interactions/roles.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** What becomes of a record or a call, and of nobody's own status. */
const OF_OTHERS: ReadonlySet<Effect['type']> = new Set([
  'save-draft',
  'close-interaction',
  'save-chain',
  'save-field',
  'add-suppression',
  'save-cpd-correction',
  'transfer-interaction',
  'hang-up',
  'hold',
  'mute',
  'send-digits',
  'record',
  'talk-with',
  'complete-transfer',
]);

/** They leave, or take back what they said in a conversation of their own just before. */
const OF_THEIR_OWN: ReadonlySet<AgentCommand['type']> = new Set([
  'leave-consultation',
  'undo-do-not-call',
]);

/** An agent who is consulted reads, and changes nothing but whether they are there. */
export class GuestsWriteNothing implements Checker {
  readonly name = 'guests-write-nothing';
  /** As they were before the step that is looked at. */
  #guests: ReadonlySet<AgentId> = new Set();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#guests = new Set();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    const broken = this.#mayWrite(event)
      ? FINE
      : effects
          .filter(({ type }) => OF_OTHERS.has(type))
          .map(({ type }) => `a guest's command leads to ${type}`);
    const guests = [...state.interactions.values()].flatMap((interaction) => {
      const asked = [...state.agents.keys()];
      return asked.filter((agentId) => roleIn(interaction, agentId) === 'consulted');
    });
    this.#guests = new Set(guests);
    return broken;
  }

  #mayWrite(event: EngineEvent): boolean {
    return (
      event.type !== 'agent-command' ||
      !this.#guests.has(event.agentId) ||
      OF_THEIR_OWN.has(event.command.type)
    );
  }
}
