import type { CommandId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type {
  AgentClientMessage,
  AgentCommandBody,
  AgentServerMessage,
  CallQuality,
} from '@outpace/protocol/agent-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { replaceEqualDeep } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Commands } from './commands.ts';
import { LiveValue, probe } from './live-value.ts';
import { Paced } from './paced.ts';
import { type ServerClock, serverClock } from './server-clock.ts';
import { browserSchedule, LiveSocket, type SocketOptions, type SocketState } from './socket.ts';

/**
 * More often nobody can read it, and what is pressed meanwhile would wait for the drawing. What a
 * press has brought about is never kept back for this long: its reply lets it through.
 */
const DRAW_EVERY_MS = 100;

/** What the server pushes to an agent's page, and how the connection stands. */
export type AgentLive = {
  readonly state: SocketState;
  /** Undefined until the first message; null when logged off. */
  readonly view: AgentView | null | undefined;
  /** Commands without a reply yet. */
  readonly pending: readonly AgentCommandBody[];
  /** Goes up when what the server keeps of the agent's callbacks is, or may be, new. */
  readonly callbacksVersion: number;
};

type Options = Partial<SocketOptions<AgentClientMessage>> & {
  readonly clock?: ServerClock;
  /** Asks whether somebody is signed in at all; a refused socket does not say why. */
  readonly probe?: () => void;
};

const NOTHING: AgentLive = {
  state: 'connecting',
  view: undefined,
  pending: [],
  callbacksVersion: 0,
};

export class AgentStore {
  readonly #socket: LiveSocket<AgentClientMessage, AgentServerMessage>;
  readonly #commands: Commands<AgentCommandBody>;
  readonly #clock: ServerClock;
  readonly #pageId = crypto.randomUUID();
  readonly #views: Paced<AgentView | null>;
  readonly #live: LiveValue<AgentLive>;
  /** The server knows this page: before its first view it takes no commands. */
  #known = false;

  constructor(options: Options = {}) {
    const ping: AgentClientMessage = { type: 'ping' };
    this.#clock = options.clock ?? serverClock;
    const schedule = options.schedule ?? browserSchedule;
    this.#views = new Paced(DRAW_EVERY_MS, schedule, (view) => this.#draw(view));
    this.#socket = new LiveSocket({ path: '/api/agent-socket', ping, ...options });
    this.#commands = new Commands(
      (id: CommandId, command: AgentCommandBody) =>
        this.#known && this.#socket.send({ type: 'command', id, command }),
      () => this.#live.change({ pending: this.#commands.pending }),
    );
    const [join, leave] = [() => this.#socket.connect(), () => this.#leave()];
    this.#live = new LiveValue(NOTHING, { join, leave, schedule });
    this.#socket.onMessage((message) => this.#hear(message));
    this.#socket.onState((state) => {
      if (state === 'open') this.#greet();
      if (state === 'superseded') this.#commands.rejectAll('SUPERSEDED');
      if (state !== 'open') {
        this.#known = false;
        this.#views.flush();
      }
      if (state === 'lost') this.#lose(options.probe ?? probe);
      this.#live.change({ state });
    });
  }

  /** Connected while anybody looks on. */
  readonly subscribe = (listener: () => void): (() => void) => this.#live.subscribe(listener);

  readonly current = (): AgentLive => this.#live.current();

  readonly command = (command: AgentCommandBody): Promise<void> => this.#commands.send(command);

  /** What the phone measured: of the moment, so it is not kept for a connection that is away. */
  readonly report = (interactionId: InteractionId, sample: CallQuality): void => {
    if (this.#known) this.#socket.send({ type: 'call-quality', interactionId, sample });
  };

  /** Takes the workspace over again, in this page. */
  readonly takeOver = (): void => this.#socket.connect();

  /** Logs on again after a log-off: a greeting is what logs an agent on. */
  readonly logOn = (): void => {
    if (this.#socket.state === 'open') return this.#greet();
    this.#socket.connect();
  };

  #greet(): void {
    this.#known = false;
    this.#socket.send({ type: 'hello', protocol: PROTOCOL_VERSION, pageId: this.#pageId });
  }

  #leave(): void {
    this.#socket.close();
    this.#clock.reset();
    this.#views.flush();
    this.#commands.rejectAll('NOT_SIGNED_IN');
    this.#live.change({ state: 'connecting', view: undefined });
  }

  #lose(ask: () => void): void {
    // Coming back would be a greeting, and a greeting logs on somebody who has just logged off.
    if (this.#live.current().view === null) this.#socket.close();
    ask();
  }

  /** The first view after a greeting: what was asked for meanwhile goes out now. */
  #meet(): void {
    if (this.#known) return;
    this.#known = true;
    this.#commands.resend();
    // Nobody told this page what changed while it was away.
    this.#live.change({ callbacksVersion: this.#live.current().callbacksVersion + 1 });
  }

  #hear(message: AgentServerMessage): void {
    switch (message.type) {
      case 'view':
        this.#clock.learn(message.now);
        this.#meet();
        return this.#views.put(message.view);
      case 'reply':
        this.#views.flush();
        return this.#commands.settle(message);
      case 'callbacks-changed':
        return this.#live.change({ callbacksVersion: this.#live.current().callbacksVersion + 1 });
      case 'refused':
      case 'pong':
        return;
    }
  }

  #draw(view: AgentView | null): void {
    // What is the same stays the same object, so that only what has changed is drawn anew.
    this.#live.change({ view: replaceEqualDeep(this.#live.current().view, view) });
  }
}

const store = new AgentStore();

/** For all who ask or tell: none of them is drawn with the live state. */
export const { command: agentCommand, report, takeOver, logOn } = store;

/** One part of the live state; who uses it is drawn anew when that part changes. */
export const useAgent = <Part>(pick: (live: AgentLive) => Part): Part =>
  useSyncExternalStore(store.subscribe, () => pick(store.current()));
