import type { CommandId, SiteId } from '@outpace/engine/basics/ids.ts';
import { commandId } from '@outpace/engine/basics/ids.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentServerMessage } from '@outpace/protocol/agent-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { WebSocket } from 'ws';
import { type Habit, nextCommand, type OnSaved } from '../crash/quick-agents.ts';

export type PageAgentParts = {
  readonly siteId: SiteId;
  /** Of nobody else; ids of its commands begin with it. */
  readonly name: string;
  /** Of the sign-in, as a header. */
  readonly cookie: string;
  /** Where a page may be opened now; one of them is taken each time. */
  readonly door: () => string;
  readonly onSaved: OnSaved;
  readonly onRefused: (code: string) => void;
  /** Without it they do the next thing at once. */
  readonly habit?: Habit;
};

/** As the page waits after a loss. */
const AGAIN_MS_MIN = 300;
const AGAIN_MS_MAX = 5_000;
/** Silence after which the other side is asked, and after which it is believed gone. */
const SILENT_MS_MAX = 5_000;

/**
 * One agent at a page, over a real socket of any node: comes back after every loss by another door,
 * sends again under the same id what was not answered, and takes a yes for a promise.
 */
export class PageAgent {
  readonly #parts: PageAgentParts;
  readonly #unanswered = new Map<CommandId, AgentCommand>();
  readonly #doing = new Map<string, CommandId>();
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #waitMs = AGAIN_MS_MIN;
  #commands = 0;
  #isClosed = false;
  #view: AgentView | undefined;
  #blindSinceMs: number | undefined;
  #longestBlindMs = 0;

  constructor(parts: PageAgentParts) {
    this.#parts = parts;
  }

  /** What they see now; undefined while the page has no connection. */
  get view(): AgentView | undefined {
    return this.#view;
  }

  /** How long at most it had no connection after it had seen something, ms. */
  get longestBlindMs(): number {
    return this.#longestBlindMs;
  }

  /** Looks again at what it sees, as somebody who has made up their mind. */
  lookAgain(): void {
    if (this.#view !== undefined) this.#act(this.#view);
  }

  open(): void {
    if (this.#isClosed) return;
    const { siteId, cookie, door } = this.#parts;
    const url = new URL('/api/agent-socket', door());
    const headers = { cookie, host: `${siteId}.localhost:${url.port}` };
    const socket = new WebSocket(url.href.replace('http', 'ws'), { headers });
    this.#socket = socket;
    this.#listen();
    socket.on('open', () => this.#greet());
    socket.on('message', (text) => {
      this.#listen();
      this.#hear(JSON.parse(text.toString()));
    });
    // It says so again by closing.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#lost());
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  /** A dead connection may stay open for minutes; silence is how to notice. */
  #listen(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#say({ type: 'ping' });
      this.#timer = setTimeout(() => this.#socket?.terminate(), SILENT_MS_MAX);
    }, SILENT_MS_MAX);
  }

  #lost(): void {
    clearTimeout(this.#timer);
    if (this.#view !== undefined) this.#blindSinceMs = performance.now();
    this.#view = undefined;
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => this.open(), this.#waitMs);
    this.#waitMs = Math.min(this.#waitMs * 2, AGAIN_MS_MAX);
  }

  #hear(said: AgentServerMessage): void {
    if (said.type === 'reply') return this.#answered(said);
    if (said.type !== 'view' || said.view === null) return;
    if (this.#waitMs > AGAIN_MS_MIN) {
      this.#waitMs = AGAIN_MS_MIN;
      for (const [id, command] of this.#unanswered) this.#say({ type: 'command', id, command });
    }
    this.#act(said.view);
  }

  #greet(): void {
    this.#say({ type: 'hello', protocol: PROTOCOL_VERSION, pageId: this.#parts.name });
  }

  #act(view: AgentView): void {
    this.#see(view);
    const { habit = nextCommand, name } = this.#parts;
    const next = habit(view, name);
    if (next === undefined || this.#doing.has(next.once)) return;
    this.#commands += 1;
    const id = commandId(`${this.#parts.name}-${this.#commands}`);
    this.#doing.set(next.once, id);
    this.#unanswered.set(id, next.command);
    this.#say({ type: 'command', id, command: next.command });
  }

  #see(view: AgentView): void {
    this.#view = view;
    if (this.#blindSinceMs === undefined) return;
    const blindMs = performance.now() - this.#blindSinceMs;
    this.#longestBlindMs = Math.max(this.#longestBlindMs, blindMs);
    this.#blindSinceMs = undefined;
  }

  #answered(reply: Extract<AgentServerMessage, { type: 'reply' }>): void {
    const command = this.#unanswered.get(reply.id);
    this.#unanswered.delete(reply.id);
    if (command === undefined) return;
    if (reply.ok && 'draft' in command) {
      this.#parts.onSaved(command.interactionId, command.draft.note);
    }
    if (reply.ok) return;
    this.#parts.onRefused(reply.code);
    // What was refused may be allowed when they see something else.
    for (const [once, id] of this.#doing) if (id === reply.id) this.#doing.delete(once);
  }

  #say(what: object): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    // JSON has no undefined; the protocol says null where something is not chosen.
    this.#socket.send(JSON.stringify(what, (_key, value) => (value === undefined ? null : value)));
  }
}
