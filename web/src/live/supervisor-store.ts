import type { CommandId } from '@outpace/engine/basics/ids.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type {
  SupervisorClientMessage,
  SupervisorCommandBody,
  SupervisorServerMessage,
} from '@outpace/protocol/supervisor-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { useSyncExternalStore } from 'react';
import { api } from '../api/client.ts';
import { Commands } from './commands.ts';
import { type ServerClock, serverClock } from './server-clock.ts';
import {
  browserSchedule,
  LiveSocket,
  type Schedule,
  type SocketOptions,
  type SocketState,
} from './socket.ts';

const LEAVE_MS = 500;

/** What the server pushes to a supervisor's page, and how the connection stands. */
export type SupervisorLive = {
  readonly state: SocketState;
  /** False until the first snapshot: no rows then means not known, not none. */
  readonly known: boolean;
  readonly sessions: readonly SessionRow[];
  readonly agents: readonly AgentRow[];
};

type Options = Partial<SocketOptions<SupervisorClientMessage>> & {
  readonly clock?: ServerClock;
  readonly probe?: () => void;
};

const NOTHING: SupervisorLive = { state: 'connecting', known: false, sessions: [], agents: [] };

const probe = (): void => {
  // A refusal has sent the page to the sign-in already, and a dead network is shown by the socket.
  api.get('/api/me').catch(() => undefined);
};

export class SupervisorStore {
  readonly #socket: LiveSocket<SupervisorClientMessage, SupervisorServerMessage>;
  readonly #commands: Commands<SupervisorCommandBody>;
  readonly #clock: ServerClock;
  readonly #schedule: Schedule;
  readonly #listeners = new Set<() => void>();
  #joined = false;
  #cancelLeave = (): void => undefined;
  #version = 0;
  #live = NOTHING;

  constructor(options: Options = {}) {
    const ping: SupervisorClientMessage = { type: 'ping' };
    this.#clock = options.clock ?? serverClock;
    this.#schedule = options.schedule ?? browserSchedule;
    this.#socket = new LiveSocket({ path: '/api/supervisor-socket', ping, ...options });
    this.#commands = new Commands((id: CommandId, command: SupervisorCommandBody) =>
      this.#socket.send({ type: 'command', id, command }),
    );
    this.#socket.onMessage((message) => this.#hear(message));
    this.#socket.onState((state) => {
      if (state === 'open') {
        this.#greet();
        this.#commands.resend();
      }
      if (state === 'lost') (options.probe ?? probe)();
      this.#change({ state });
    });
  }

  /** Connected while anybody looks on. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#cancelLeave();
    if (!this.#joined) this.#join();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      // One page of the workspace makes way for another: not worth a new connection.
      if (this.#listeners.size === 0) {
        this.#cancelLeave = this.#schedule(() => this.#leave(), LEAVE_MS);
      }
    };
  };

  readonly current = (): SupervisorLive => this.#live;

  readonly command = (command: SupervisorCommandBody): Promise<void> =>
    this.#commands.send(command);

  #greet(): void {
    this.#socket.send({ type: 'hello', protocol: PROTOCOL_VERSION });
  }

  #join(): void {
    this.#joined = true;
    this.#socket.connect();
  }

  #leave(): void {
    this.#joined = false;
    this.#socket.close();
    this.#clock.reset();
    this.#commands.rejectAll('NOT_SIGNED_IN');
    this.#change(NOTHING);
  }

  #hear(message: SupervisorServerMessage): void {
    switch (message.type) {
      case 'snapshot':
        this.#clock.learn(message.now);
        this.#version = message.version;
        return this.#change({ known: true, sessions: message.sessions, agents: message.agents });
      case 'changed':
        return this.#merge(message);
      case 'reply':
        return this.#commands.settle(message);
      case 'refused':
      case 'pong':
        return;
    }
  }

  #merge(message: Extract<SupervisorServerMessage, { type: 'changed' }>): void {
    this.#clock.learn(message.now);
    // Rows in between are missing: only a whole snapshot is true again.
    if (message.version !== this.#version + 1) return this.#greet();
    this.#version = message.version;
    const { sessions, agents } = this.#live;
    this.#change({
      sessions: merged(sessions, message.sessions, message.sessionsGone, (row) => row.groupId),
      agents: merged(agents, message.agents, message.agentsGone, (row) => row.agentId),
    });
  }

  #change(part: Partial<SupervisorLive>): void {
    this.#live = { ...this.#live, ...part };
    for (const tell of this.#listeners) tell();
  }
}

/** Rows keep their place; new ones come last. */
function merged<Row, Id>(
  before: readonly Row[],
  changed: readonly Row[],
  gone: readonly Id[],
  idOf: (row: Row) => Id,
): readonly Row[] {
  const rows = new Map(before.map((row) => [idOf(row), row]));
  for (const row of changed) rows.set(idOf(row), row);
  for (const id of gone) rows.delete(id);
  return [...rows.values()];
}

const store = new SupervisorStore();

export type Supervisor = SupervisorLive & Pick<SupervisorStore, 'command'>;

/** The supervisor's live rows and the way to command. */
export function useSupervisor(): Supervisor {
  const live = useSyncExternalStore(store.subscribe, store.current);
  return { ...live, command: store.command };
}
