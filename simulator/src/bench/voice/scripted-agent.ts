import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentGroupId, agentId, commandId } from '@outpace/engine/basics/ids.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentScreen, ScreenHub } from '@outpace/server/api/screen-hub.ts';
import type { Dialer } from '@outpace/server/dialer/dialer.ts';
import { Changes } from '../../voice/changes.ts';

const DRAFT = { callResult: undefined, dispositionCode: undefined, doNotCall: undefined, note: '' };
const REASON = 'do-not-disturb';

/** An agent at a desk phone who takes one call each time they are told to. */
export class ScriptedAgent implements AgentScreen {
  readonly agentId: AgentId;
  readonly #dialer: Dialer;
  readonly #changes = new Changes();
  #view: AgentView | undefined;

  constructor(name: string, dialer: Dialer) {
    this.agentId = agentId(name);
    this.#dialer = dialer;
  }

  show(view: AgentView | undefined): void {
    // A page is sent the whole view at each change.
    JSON.stringify(view);
    this.#view = view;
    this.#changes.tell();
  }

  promisesChanged(): void {}

  superseded(): void {}

  /** Logs on and has the phone called; from then on the leg is up. */
  async raise(hub: ScreenHub, address: string, group: string): Promise<void> {
    const { agentId } = this;
    hub.takeOver(agentId, this);
    const groupIds = [agentGroupId(group)];
    this.#dialer.agentLoggedOn({ agentId, name: agentId, groupIds });
    this.#dialer.agentConnected(agentId);
    await this.#ask({ type: 'choose-phone', phone: { kind: 'desk', address } });
    await this.#ask({ type: 'set-ready' });
    await this.#until('the leg', ({ phone }) => phone.kind !== 'none' && phone.leg === 'up');
    await this.#ask({ type: 'set-not-ready', reason: REASON });
  }

  /** Ready for exactly one call, which is talked through and marked done. */
  async take(talkMs: number): Promise<AttemptId> {
    await this.#ask({ type: 'set-ready' });
    const view = await this.#until('a call', ({ interaction: i }) => i?.phase === 'connected');
    const { id: interactionId, attemptId } = must(view.interaction, 'the call');
    await sleep(talkMs);
    await Promise.all([
      this.#ask({ type: 'set-not-ready', reason: REASON }),
      this.#ask({ type: 'end-call', interactionId }),
      this.#ask({ type: 'mark-done', interactionId, draft: DRAFT }),
    ]);
    return must(attemptId, 'the attempt of a call');
  }

  async logOff(): Promise<void> {
    await this.#ask({ type: 'log-off' });
    await this.#changes.until('the end of the shift', () => this.#view === undefined || undefined);
  }

  async #ask(command: AgentCommand): Promise<void> {
    const id = commandId(randomUUID());
    const outcome = await this.#dialer.agentCommand(this.agentId, id, command);
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.problem.code}`);
  }

  #until(what: string, isSo: (view: AgentView) => boolean): Promise<AgentView> {
    return this.#changes.until(what, () => {
      const view = this.#view;
      return view !== undefined && isSo(view) ? view : undefined;
    });
  }
}
