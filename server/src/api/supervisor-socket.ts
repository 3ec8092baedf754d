import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import {
  SupervisorClientMessage,
  type SupervisorServerMessage,
} from '@outpace/protocol/supervisor-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import type { FastifyBaseLogger } from 'fastify';
import { Compile } from 'typebox/compile';
import { refusalBody } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { CLOSE } from './open-sockets.ts';
import type { PersonSocket } from './person-socket.ts';
import type { ChangedRows, Rows, SupervisorScreen } from './screen-hub.ts';
import { supervisorCommand } from './supervisor-command.ts';

export const supervisorMessages = Compile(SupervisorClientMessage);

export type SupervisorConnection = PersonSocket<SupervisorClientMessage, SupervisorServerMessage>;

type Command = Extract<SupervisorClientMessage, { type: 'command' }>;

/** One console of one supervisor; there may be several of the same person. */
export class SupervisorSocket implements SupervisorScreen {
  readonly #parts: ApiParts;
  readonly #connection: SupervisorConnection;
  readonly #log: FastifyBaseLogger;
  #greeted = false;
  #version = 0;

  constructor(parts: ApiParts, connection: SupervisorConnection, log: FastifyBaseLogger) {
    this.#parts = parts;
    this.#connection = connection;
    this.#log = log;
  }

  open(): void {
    this.#connection.listen(
      (message) => this.#on(message),
      () => this.#parts.hub.unwatch(this),
    );
  }

  snapshot(rows: Rows, now: Instant): void {
    this.#version += 1;
    this.#connection.send({ type: 'snapshot', version: this.#version, now, ...rows });
  }

  changed(rows: ChangedRows, now: Instant): void {
    this.#version += 1;
    this.#connection.send({ type: 'changed', version: this.#version, now, ...rows });
  }

  #on(message: SupervisorClientMessage): void {
    switch (message.type) {
      case 'hello':
        if (message.protocol !== PROTOCOL_VERSION) {
          return this.#connection.end('BAD_MESSAGE', CLOSE.wrongProtocol);
        }
        this.#greeted = true;
        return this.#parts.hub.watch(this);
      case 'command':
        if (!this.#greeted) return this.#connection.refuse('BAD_MESSAGE');
        void this.#command(message);
        return undefined;
      case 'ping':
        return this.#connection.send({ type: 'pong' });
      default:
        return message satisfies never;
    }
  }

  async #command({ id, command }: Command): Promise<void> {
    const by = this.#connection.userId;
    const outcome = await supervisorCommand(this.#parts, by, id, command).catch(
      (error: unknown): CommandOutcome => {
        this.#log.error({ err: error, command: command.type }, 'a command was not answered');
        return fail(refusal('STORE_UNAVAILABLE'));
      },
    );
    if (outcome.ok) return this.#connection.send({ type: 'reply', id, ok: true });
    this.#connection.send({ type: 'reply', id, ok: false, ...refusalBody(outcome.problem) });
  }
}
