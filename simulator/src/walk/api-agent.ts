import { must } from '@outpace/engine/basics/assert.ts';
import type { CommandId } from '@outpace/engine/basics/ids.ts';
import { commandId } from '@outpace/engine/basics/ids.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import type { AgentView, InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody, AgentServerMessage } from '@outpace/protocol/agent-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import type { WebSocket } from 'ws';
import { Changes } from '../voice/changes.ts';
import { type Api, jsonOf, type Said } from './api.ts';

/** An agent who works with a tool of their own: by the socket, by REST, and by what is shown. */
export class ApiAgent {
  readonly api: Api;
  /** Undefined: not known yet; null: logged off. */
  #view: AgentView | null | undefined;
  readonly #changes = new Changes();
  readonly #replies = new Map<CommandId, Said>();
  #socket: WebSocket | undefined;
  #commands = 0;

  constructor(api: Api) {
    this.api = api;
  }

  async logOn(): Promise<void> {
    const socket = this.api.socket('/api/agent-socket');
    this.#socket = socket;
    socket.on('message', (bytes) => this.#hear(JSON.parse(bytes.toString())));
    const hello = { type: 'hello', protocol: PROTOCOL_VERSION, pageId: 'tool' };
    socket.on('open', () => socket.send(jsonOf(hello)));
    await this.until('the workspace', () => true);
  }

  /** Without a word, as a tab is closed or a network lost. */
  vanish(): void {
    this.#socket?.terminate();
    this.#view = undefined;
  }

  /** What the agent sees. */
  get view(): AgentView {
    return must(this.#view ?? undefined, 'the view of somebody who is logged on');
  }

  /** What lies on the desk now. */
  get interaction(): InteractionView {
    return must(this.view.interaction, 'an interaction');
  }

  bySocket(command: AgentCommandBody): Promise<Said> {
    this.#commands += 1;
    const id = commandId(`c-${this.#commands}`);
    this.#socket?.send(jsonOf({ type: 'command', id, command }));
    return this.#changes.until(`the answer to ${command.type}`, () => this.#replies.get(id));
  }

  byRest(command: AgentCommandBody): Promise<Said> {
    return this.api.post('/api/me/commands', command);
  }

  async until(what: string, isSo: (view: AgentView) => boolean): Promise<void> {
    await this.#changes.until(what, () => {
      const view = this.#view ?? undefined;
      return view !== undefined && isSo(view) ? true : undefined;
    });
  }

  /** Lets everything go that is still held, and takes no more. */
  async clearDesk(): Promise<void> {
    await this.byRest({ type: 'set-not-ready', reason: 'do-not-disturb' });
    for (let before = this.view; before.status.phase !== 'not-ready'; before = this.view) {
      await this.byRest(nextStep(before));
      await this.until('something comes of it', (view) => view !== before);
    }
  }

  #hear(message: AgentServerMessage): void {
    if (message.type === 'view') this.#view = message.view;
    if (message.type === 'reply') {
      this.#replies.set(message.id, message.ok ? { done: message.done } : message);
    }
    this.#changes.tell();
  }
}

function nextStep({ interaction }: AgentView): AgentCommandBody {
  if (interaction === undefined) return { type: 'cancel-call' };
  const { id: interactionId, phase } = interaction;
  if (phase !== 'wrap-up') return { type: 'end-call', interactionId };
  const draft = { ...EMPTY_DRAFT, dispositionCode: 'interested' };
  return { type: 'mark-done', interactionId, draft };
}
