import { reloadPage } from './reload-page.ts';

/** `superseded`: another page has taken over, and this one does not come back by itself. */
export type SocketState = 'connecting' | 'open' | 'lost' | 'superseded';

/** The part of a browser's WebSocket that is used here. */
export type Wire = {
  send(text: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
};

/** Runs `run` once after `waitMs`; the answer cancels it. */
export type Schedule = (run: () => void, waitMs: number) => () => void;

export const SUPERSEDED_CLOSE = 4001;
/** The server speaks another version of the protocol: a newer page is one reload away. */
export const OUTDATED_CLOSE = 4000;

const RETRY_MS_MIN = 300;
const RETRY_MS_MAX = 5_000;
/** Silence after which the other side is asked, and after which it is believed gone. */
const ASK_MS = 10_000;
const GONE_MS = 10_000;

export const browserSchedule: Schedule = (run, waitMs) => {
  const timer = setTimeout(run, waitMs);
  return () => clearTimeout(timer);
};

const browserWire = (path: string): Wire => {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url);
};

export type SocketOptions<Client> = {
  readonly path: string;
  /** Sent in a silence, to find out whether anybody is still there. */
  readonly ping: Client;
  readonly open?: (path: string) => Wire;
  readonly schedule?: Schedule;
  /** Fetches the page anew; without effect when that has just been tried. */
  readonly reload?: () => void;
};

/** A WebSocket that comes back after every loss, with growing waits, until it is closed. */
export class LiveSocket<Client, Server> {
  readonly #path: string;
  readonly #ping: Client;
  readonly #open: (path: string) => Wire;
  readonly #schedule: Schedule;
  readonly #reload: () => void;
  readonly #onMessage = new Set<(message: Server) => void>();
  readonly #onState = new Set<(state: SocketState) => void>();
  #state: SocketState = 'connecting';
  #wire: Wire | undefined;
  #cancelAlarm = (): void => undefined;
  #retryMs = RETRY_MS_MIN;

  constructor(options: SocketOptions<Client>) {
    this.#path = options.path;
    this.#ping = options.ping;
    this.#open = options.open ?? browserWire;
    this.#schedule = options.schedule ?? browserSchedule;
    this.#reload = options.reload ?? reloadPage;
  }

  get state(): SocketState {
    return this.#state;
  }

  onMessage(listener: (message: Server) => void): void {
    this.#onMessage.add(listener);
  }

  onState(listener: (state: SocketState) => void): void {
    this.#onState.add(listener);
  }

  /** Opens, or opens again now instead of waiting; also the way back after `superseded`. */
  connect(): void {
    this.close();
    if (this.#state !== 'lost') this.#become('connecting');
    const wire = this.#open(this.#path);
    this.#wire = wire;
    wire.onopen = () => {
      this.#retryMs = RETRY_MS_MIN;
      this.#listenOn(wire);
      this.#become('open');
    };
    wire.onmessage = (event) => {
      this.#listenOn(wire);
      const message: Server = JSON.parse(String(event.data));
      for (const tell of this.#onMessage) tell(message);
    };
    wire.onclose = (event) => this.#lost(event.code);
  }

  /** False when there is no connection; nothing is kept for later here. */
  send(message: Client): boolean {
    if (this.#wire === undefined || this.#state !== 'open') return false;
    // JSON has no undefined; the protocol says null where something is not chosen.
    this.#wire.send(JSON.stringify(message, (_key, value) => (value === undefined ? null : value)));
    return true;
  }

  close(): void {
    this.#cancelAlarm();
    const wire = this.#wire;
    this.#wire = undefined;
    if (wire === undefined) return;
    wire.onopen = null;
    wire.onmessage = null;
    wire.onclose = null;
    wire.close();
  }

  #lost(code: number): void {
    this.#cancelAlarm();
    this.#wire = undefined;
    if (code === SUPERSEDED_CLOSE) return this.#become('superseded');
    if (code === OUTDATED_CLOSE) this.#reload();
    const waitMs = this.#retryMs;
    this.#retryMs = Math.min(waitMs * 2, RETRY_MS_MAX);
    this.#cancelAlarm = this.#schedule(() => this.connect(), waitMs);
    this.#become('lost');
  }

  /** A laptop that slept keeps a dead connection open for minutes; silence is how to notice. */
  #listenOn(wire: Wire): void {
    this.#cancelAlarm();
    this.#cancelAlarm = this.#schedule(() => {
      this.send(this.#ping);
      this.#cancelAlarm = this.#schedule(() => {
        wire.onclose = null;
        wire.close();
        this.#lost(0);
      }, GONE_MS);
    }, ASK_MS);
  }

  #become(state: SocketState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const tell of this.#onState) tell(state);
  }
}
