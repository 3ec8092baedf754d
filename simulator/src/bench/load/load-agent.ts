import type { CommandId, InteractionId } from '@outpace/engine/basics/ids.ts';
import { commandId } from '@outpace/engine/basics/ids.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentServerMessage } from '@outpace/protocol/agent-socket.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { WebSocket } from 'ws';
import { type Next, nextCommand } from '../../crash/quick-agents.ts';
import { jsonOf } from '../../walk/api.ts';
import type { Times } from './times.ts';

/** What all agents tell one book. */
export type AgentsBook = {
  readonly commandToReply: Times;
  /** Acknowledged notes by their interactions. */
  readonly saved: Map<InteractionId, string>;
  /** What was refused, and how often; closed sockets too. */
  readonly refused: Map<string, number>;
  views: number;
  /** When the last view came, ms since 1970. */
  viewAt: number;
  /** Pages that act on nothing they are shown. */
  areIdle: boolean;
  bytes: number;
  /** After-call work from now on, ms. */
  wrapUpMs: number;
};

type Sent = { readonly next: Next; readonly at: number };

const AGAIN_MS = 1_000;

/** A page without a screen: works by the socket, at once, with some after-call work. */
export class LoadAgent {
  readonly #book: AgentsBook;
  readonly #run: string;
  readonly #address: string;
  readonly #cookie: string;
  readonly #doing = new Set<string>();
  readonly #sent = new Map<CommandId, Sent>();
  #socket: WebSocket | undefined;
  #view: AgentView | undefined;
  #commands = 0;
  #isGone = false;

  constructor(run: string, address: string, cookie: string, book: AgentsBook) {
    this.#run = run;
    this.#address = address;
    this.#cookie = cookie;
    this.#book = book;
  }

  /** Resolves with the first view, and rejects when the socket is not opened. */
  logOn(): Promise<void> {
    const socket = new WebSocket(this.#address, { headers: { cookie: this.#cookie } });
    this.#socket = socket;
    socket.on('open', () => {
      socket.send(jsonOf({ type: 'hello', protocol: PROTOCOL_VERSION, pageId: this.#run }));
    });
    return new Promise((resolve) => {
      socket.on('message', (bytes) => {
        this.#hear(bytes.toString());
        resolve();
      });
      // A page tries again by itself, and so does this one.
      socket.on('unexpected-response', (_request, response) => {
        this.#refused(`${response.statusCode}`);
        response.destroy();
        this.#comeBack(resolve);
      });
      socket.on('error', () => undefined);
      socket.on('close', (code) => {
        if (this.#isGone) return;
        this.#refused(`closed ${code}`);
        this.#comeBack(resolve);
      });
    });
  }

  leave(): void {
    this.#isGone = true;
    this.#socket?.terminate();
  }

  #comeBack(then: () => void): void {
    this.#socket?.removeAllListeners('close');
    this.#doing.clear();
    this.#sent.clear();
    setTimeout(() => void this.logOn().then(then), AGAIN_MS);
  }

  #hear(text: string): void {
    const message: AgentServerMessage = JSON.parse(text);
    const book = this.#book;
    book.bytes += text.length;
    if (message.type === 'refused') return this.#refused(message.code);
    if (message.type === 'reply') return this.#answered(message);
    if (message.type !== 'view') return undefined;
    book.views += 1;
    book.viewAt = performance.timeOrigin + performance.now();
    if (book.areIdle) return undefined;
    this.#view = message.view ?? undefined;
    return this.#act();
  }

  #act(): void {
    const next = this.#view === undefined ? undefined : nextCommand(this.#view, this.#run);
    if (next === undefined || this.#doing.has(next.once)) return;
    this.#doing.add(next.once);
    const isDone = next.command.type === 'mark-done';
    if (isDone) setTimeout(() => this.#send(next), this.#book.wrapUpMs * (0.5 + Math.random()));
    else this.#send(next);
  }

  #send(next: Next): void {
    this.#commands += 1;
    const id = commandId(`${this.#run}-${this.#commands}`);
    this.#sent.set(id, { next, at: performance.now() });
    this.#socket?.send(jsonOf({ type: 'command', id, command: next.command }));
  }

  #answered(reply: Extract<AgentServerMessage, { type: 'reply' }>): void {
    const sent = this.#sent.get(reply.id);
    this.#sent.delete(reply.id);
    if (sent === undefined) return;
    const { once, command } = sent.next;
    this.#book.commandToReply.note(performance.now() - sent.at);
    if (reply.ok) {
      if ('draft' in command) this.#book.saved.set(command.interactionId, command.draft.note);
      return;
    }
    this.#refused(reply.code);
    this.#doing.delete(once);
    // What was refused for want of room is asked for again, as a person would.
    setTimeout(() => this.#act(), AGAIN_MS);
  }

  #refused(code: string): void {
    const { refused } = this.#book;
    refused.set(code, (refused.get(code) ?? 0) + 1);
  }
}
