import type { CommandId } from '@outpace/engine/basics/ids.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type {
  SupervisorClientMessage,
  SupervisorCommandBody,
  SupervisorServerMessage,
} from '@outpace/protocol/supervisor-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { useSyncExternalStore } from 'react';
import { Commands } from './commands.ts';
import { LiveValue, probe } from './live-value.ts';
import { type ServerClock, serverClock } from './server-clock.ts';
import { browserSchedule, LiveSocket, type SocketOptions, type SocketState } from './socket.ts';

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

export class SupervisorStore {
  readonly #socket: LiveSocket<SupervisorClientMessage, SupervisorServerMessage>;
  readonly #commands: Commands<SupervisorCommandBody>;
  readonly #clock: ServerClock;
  readonly #live: LiveValue<SupervisorLive>;
  #version = 0;

  constructor(options: Options = {}) {
    const ping: SupervisorClientMessage = { type: 'ping' };
    this.#clock = options.clock ?? serverClock;
    const schedule = options.schedule ?? browserSchedule;
    this.#socket = new LiveSocket({ path: '/api/supervisor-socket', ping, ...options });
    this.#commands = new Commands((id: CommandId, command: SupervisorCommandBody) =>
      this.#socket.send({ type: 'command', id, command }),
    );
    const [join, leave] = [() => this.#socket.connect(), () => this.#leave()];
    this.#live = new LiveValue(NOTHING, { join, leave, schedule });
    this.#socket.onMessage((message) => this.#hear(message));
    this.#socket.onState((state) => {
      if (state === 'open') {
        this.#greet();
        this.#commands.resend();
      }
      if (state === 'lost') (options.probe ?? probe)();
      this.#live.change({ state });
    });
  }

  /** Connected while anybody looks on. */
  readonly subscribe = (listener: () => void): (() => void) => this.#live.subscribe(listener);

  readonly current = (): SupervisorLive => this.#live.current();

  readonly command = (command: SupervisorCommandBody): Promise<void> =>
    this.#commands.send(command);

  #greet(): void {
    this.#socket.send({ type: 'hello', protocol: PROTOCOL_VERSION });
  }

  #leave(): void {
    this.#socket.close();
    this.#clock.reset();
    this.#commands.rejectAll('NOT_SIGNED_IN');
    this.#live.change(NOTHING);
  }

  #hear(message: SupervisorServerMessage): void {
    switch (message.type) {
      case 'snapshot':
        this.#clock.learn(message.now);
        this.#version = message.version;
        return this.#live.change({
          known: true,
          sessions: message.sessions,
          agents: message.agents,
        });
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
    const { sessions, agents } = this.#live.current();
    this.#live.change({
      sessions: merged(sessions, message.sessions, message.sessionsGone, (row) => row.groupId),
      agents: merged(agents, message.agents, message.agentsGone, (row) => row.agentId),
    });
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
