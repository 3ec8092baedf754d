import type { AgentId, InteractionId } from '@outpace/engine/basics/ids.ts';
import { agentId as asAgentId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { AgentClientMessage, type AgentServerMessage } from '@outpace/protocol/agent-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import type { FastifyBaseLogger } from 'fastify';
import { Compile } from 'typebox/compile';
import { groupsOfAgent } from '../store/users.ts';
import { agentCommand } from './agent-command.ts';
import { refusalBody } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { CLOSE } from './open-sockets.ts';
import type { PersonSocket } from './person-socket.ts';
import type { AgentScreen } from './screen-hub.ts';

export const agentMessages = Compile(AgentClientMessage);

export type AgentConnection = PersonSocket<AgentClientMessage, AgentServerMessage>;

type Command = Extract<AgentClientMessage, { type: 'command' }>;
type Quality = Extract<AgentClientMessage, { type: 'call-quality' }>;

/**
 * One page of one agent.
 *
 *   new → greeting → working ⇄ (logged off: the view is null) → closed
 *
 * Only the newest page of an agent works; `hello` is what makes a page the newest.
 */
export class AgentSocket implements AgentScreen {
  readonly #parts: ApiParts;
  readonly #connection: AgentConnection;
  readonly #log: FastifyBaseLogger;
  readonly #agentId: AgentId;
  #phase: 'new' | 'greeting' | 'working' | 'closed' = 'new';
  #version = 0;
  /** The newest interaction that this page was shown, and the one before it. */
  #shown: readonly InteractionId[] = [];

  constructor(parts: ApiParts, connection: AgentConnection, log: FastifyBaseLogger) {
    this.#parts = parts;
    this.#connection = connection;
    this.#log = log;
    this.#agentId = asAgentId(connection.userId);
  }

  open(): void {
    this.#connection.listen(
      (message) => this.#on(message),
      () => this.#closed(),
    );
  }

  show(view: AgentView | undefined, now: Instant): void {
    const interaction = view?.interaction?.id;
    if (interaction !== undefined && interaction !== this.#shown[0]) {
      this.#shown = [interaction, ...this.#shown.slice(0, 1)];
    }
    this.#version += 1;
    this.#connection.send({ type: 'view', version: this.#version, now, view: view ?? null });
  }

  promisesChanged(): void {
    this.#connection.send({ type: 'callbacks-changed' });
  }

  superseded(): void {
    this.#phase = 'closed';
    this.#connection.end('SUPERSEDED', CLOSE.superseded);
  }

  #on(message: AgentClientMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#hello(message.protocol);
      case 'command':
        if (this.#phase !== 'working') return this.#connection.refuse('BAD_MESSAGE');
        void this.#command(message);
        return undefined;
      case 'call-quality':
        return this.#measured(message);
      case 'ping':
        return this.#connection.send({ type: 'pong' });
      default:
        return message satisfies never;
    }
  }

  #hello(protocol: number): void {
    if (protocol !== PROTOCOL_VERSION) {
      return this.#connection.end('BAD_MESSAGE', CLOSE.wrongProtocol);
    }
    // A second hello while the first is being answered asks for what is coming anyway.
    if (this.#phase === 'greeting') return undefined;
    this.#phase = 'greeting';
    void this.#greet();
    return undefined;
  }

  /** Reads the groups anew at each hello, so that a changed group needs no new sign-in. */
  async #greet(): Promise<void> {
    const { dialer, hub, pool, siteId } = this.#parts;
    const groupIds = await groupsOfAgent(pool, siteId, this.#agentId).catch((error: unknown) => {
      this.#log.error({ err: error }, 'the groups of an agent were not read');
      return undefined;
    });
    if (this.#phase !== 'greeting' || !this.#connection.isOpen) return;
    if (groupIds === undefined) {
      // The page tries again by itself after this close code.
      return this.#connection.end('STORE_UNAVAILABLE', CLOSE.restarting);
    }
    this.#phase = 'working';
    hub.takeOver(this.#agentId, this);
    const name = this.#connection.signedIn.displayName;
    dialer.agentLoggedOn({ agentId: this.#agentId, name, groupIds });
    dialer.agentConnected(this.#agentId);
    // An agent who has just logged on has no view yet; the change that makes it is shown.
    const view = dialer.agentView(this.#agentId);
    if (view !== undefined) this.show(view, dialer.now());
  }

  async #command({ id, command }: Command): Promise<void> {
    const { dialer } = this.#parts;
    const outcome = await agentCommand(dialer, this.#agentId, id, command).catch(
      (error: unknown): CommandOutcome => {
        this.#log.error({ err: error, command: command.type }, 'a command was not answered');
        return fail(refusal('STORE_UNAVAILABLE'));
      },
    );
    if (outcome.ok) {
      return this.#connection.send({ type: 'reply', id, ok: true, done: outcome.value.done });
    }
    this.#connection.send({ type: 'reply', id, ok: false, ...refusalBody(outcome.problem) });
  }

  /**
   * A measurement is not a command: of a conversation that is not, or not any more, the agent's it
   * is forgotten, and nobody has to be told.
   */
  #measured({ interactionId, sample }: Quality): void {
    if (this.#phase !== 'working' || !this.#shown.includes(interactionId)) return;
    const at = this.#parts.dialer.now();
    this.#parts.quality.take({ ...sample, interactionId, agentId: this.#agentId, at });
  }

  #closed(): void {
    this.#phase = 'closed';
    if (this.#parts.hub.leave(this.#agentId, this)) {
      this.#parts.dialer.agentDisconnected(this.#agentId);
    }
  }
}
