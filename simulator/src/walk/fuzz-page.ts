import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { WebSocket } from 'ws';
import { Changes } from '../voice/changes.ts';

/** What a socket says, as far as a test of what it takes looks at it. */
export type Heard = {
  readonly type: string;
  readonly id?: string;
  readonly ok?: boolean;
  readonly code?: string;
};

/** Below what a page may send in a second; a new page begins to count anew. */
const FRAMES_MAX = 40;

/** Somebody's page that sends whatever it likes, and comes back when it was closed. */
export class FuzzPage {
  readonly #url: string;
  readonly #cookie: string;
  readonly #changes = new Changes();
  #socket: WebSocket | undefined;
  #heard: Heard[] = [];
  #sent = 0;
  /** Ids of everything that was shown last. */
  ids: readonly string[] = [];
  /** Of these, the conversation on the desk of an agent. */
  interactionId: string | undefined;

  constructor(url: string, path: string, cookie: string) {
    this.#url = `${url.replace('http', 'ws')}${path}`;
    this.#cookie = cookie;
  }

  /** What the socket says to this frame: the first message that is an answer, or its end. */
  async say(frame: string | Buffer): Promise<Heard> {
    await this.#open();
    this.#sent += 1;
    this.#heard = [];
    this.#socket?.send(frame);
    return this.#changes.until('an answer', () =>
      this.#heard.find(({ type }) => ['reply', 'refused', 'pong', 'closed'].includes(type)),
    );
  }

  leave(): void {
    this.#socket?.terminate();
  }

  async #open(): Promise<void> {
    if (this.#socket?.readyState === WebSocket.OPEN && this.#sent < FRAMES_MAX) return;
    this.#socket?.removeAllListeners();
    this.#socket?.terminate();
    const socket = new WebSocket(this.#url, { headers: { cookie: this.#cookie } });
    this.#socket = socket;
    this.#sent = 1;
    this.#heard = [];
    const hello = { type: 'hello', protocol: PROTOCOL_VERSION };
    const page = this.#url.endsWith('agent-socket') ? { ...hello, pageId: 'fuzz' } : hello;
    socket.on('open', () => socket.send(JSON.stringify(page)));
    socket.on('message', (bytes) => this.#hear(bytes.toString()));
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      this.#heard.push({ type: 'closed', code: String(code) });
      this.#changes.tell();
    });
    await this.#changes.until('a view', () =>
      this.#heard.find(({ type }) => type === 'view' || type === 'snapshot'),
    );
  }

  #hear(text: string): void {
    const message: Heard = JSON.parse(text);
    if (message.type === 'view' || message.type === 'snapshot') {
      this.ids = [...text.matchAll(/"(?:\w+I|i)d":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);
      this.interactionId = /"interaction":{"id":"([^"]+)"/.exec(text)?.[1];
    }
    this.#heard.push(message);
    this.#changes.tell();
  }
}
