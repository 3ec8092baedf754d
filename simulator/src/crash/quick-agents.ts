import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentId, CommandId, InteractionId } from '@outpace/engine/basics/ids.ts';
import { agentGroupId, agentId, commandId } from '@outpace/engine/basics/ids.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { Dialer } from '@outpace/server/dialer/dialer.ts';
import type { Screens } from '@outpace/server/ports.ts';

/** Says that the server has acknowledged this note of this interaction. */
export type OnSaved = (interactionId: InteractionId, note: string) => void;

/** Something that an agent does once, however often they see the same. */
export type Next = {
  readonly once: string;
  readonly command: AgentCommand;
  /** How long they take for it. Without it, no time at all. */
  readonly afterMs?: number;
};

/** What an agent does next, from what they see. */
export type Habit = (view: AgentView, run: string) => Next | undefined;

/**
 * Agents who do the next thing at once: ready, accept, mark done with a note of their own, unless
 * they have other habits. Notes that the server acknowledged are told to `onSaved`, and must never
 * be lost.
 */
export class QuickAgents implements Screens {
  readonly #run: string;
  readonly #onSaved: OnSaved;
  readonly #habit: Habit;
  readonly #doing = new Set<string>();
  #dialer: Dialer | undefined;
  #commands = 0;

  constructor(run: string, onSaved: OnSaved, habit: Habit = nextCommand) {
    this.#run = run;
    this.#onSaved = onSaved;
    this.#habit = habit;
  }

  /** They act on what this dialer shows them, whether they have come by themselves or not. */
  watch(dialer: Dialer): void {
    this.#dialer = dialer;
  }

  logOn(dialer: Dialer, count: number, group: string): void {
    this.watch(dialer);
    for (let n = 1; n <= count; n += 1) {
      const id = agentId(`agent-${n}`);
      dialer.agentLoggedOn({ agentId: id, name: `Agent ${n}`, groupIds: [agentGroupId(group)] });
      dialer.agentConnected(id);
    }
  }

  agentChanged(id: AgentId): void {
    queueMicrotask(() => {
      const view = this.#dialer?.agentView(id);
      if (view !== undefined) void this.#act(view);
    });
  }

  promisesChanged(): void {}

  sessionChanged(): void {}

  async #act(view: AgentView): Promise<void> {
    const next = this.#habit(view, this.#run);
    if (next === undefined || this.#doing.has(next.once)) return;
    this.#doing.add(next.once);
    if (next.afterMs !== undefined) await sleep(next.afterMs);
    const outcome = await this.#dialer?.agentCommand(view.agentId, this.#id(), next.command);
    if (outcome?.ok === true && 'draft' in next.command) {
      this.#onSaved(next.command.interactionId, next.command.draft.note);
    }
    // What was refused may be allowed when they see something else.
    if (outcome?.ok === false) this.#doing.delete(next.once);
  }

  #id(): CommandId {
    this.#commands += 1;
    return commandId(`${this.#run}-${this.#commands}`);
  }
}

/** Ready, accept, and done with a note that says of what. */
export function nextCommand(view: AgentView, run: string): Next | undefined {
  const { status, offer, interaction } = view;
  if (status.phase === 'not-ready') {
    return { once: `ready ${view.agentId} ${status.since}`, command: { type: 'set-ready' } };
  }
  if (offer !== undefined) {
    return { once: offer.id, command: { type: 'accept-offer', offerId: offer.id } };
  }
  if (interaction?.phase !== 'wrap-up') return undefined;
  const note = `note of ${interaction.id} in ${run}`;
  const draft = { callResult: undefined, dispositionCode: undefined, doNotCall: undefined, note };
  const { id: interactionId } = interaction;
  return { once: interactionId, command: { type: 'mark-done', interactionId, draft } };
}
