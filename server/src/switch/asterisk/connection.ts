import { assert, unreachable } from '@outpace/engine/basics/assert.ts';
import { millis, seconds } from '@outpace/engine/basics/time.ts';
import type { BaseLogger } from 'pino';
import type { RawData } from 'ws';
import { WebSocket } from 'ws';
import type { AriAnswer, AriCallName, AriOrder } from './ari-calls.ts';
import { ariMessage } from './ari-calls.ts';
import { AriEnd, AriFault } from './ari-faults.ts';
import type { AriEvent, RestResponse } from './ari-types.ts';
import { versionProblem } from './asterisk-version.ts';
import { parseAriAnswer, parseAriMessage, parseJson } from './parse-ari-message.ts';
import type { Timers } from './timers.ts';

export type AriAddress = {
  /** Where Asterisk listens for HTTP, such as `http://127.0.0.1:8088`. */
  readonly url: string;
  readonly user: string;
  /** Never log it. */
  readonly secret: string;
  /** The Stasis application; the last one to connect under a name has it. */
  readonly app: string;
};

/** Told what becomes of the connection, and every event. Nothing is told within a call. */
export type AriWatcher = {
  /** Connected, for the first time or again. What happened in between is not told. */
  readonly onUp: () => void;
  /** The connection broke; it is being tried again. Calls go on. */
  readonly onDown: () => void;
  readonly onEvent: (event: AriEvent) => void;
  /** Ended for good, and not by `close`. */
  readonly onEnd: (reason: AriEnd) => void;
};

export type AriLog = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** The part of the connection that gives orders; a fake in tests is one function. */
export interface AriCaller {
  /** Rejects with an `AriFault`. Events that it causes may come before the answer. */
  call<Name extends AriCallName>(name: Name, order: AriOrder<Name>): Promise<AriAnswer<Name>>;
}

type Pending = {
  readonly what: string;
  readonly settle: (response: RestResponse) => void;
  readonly fail: (fault: AriFault) => void;
};

const ANSWER_MS = seconds(5);
const CONNECT_MS = seconds(5);
/** A cut line tells nobody: a socket that is silent for two beats is given up. */
const BEAT_MS = seconds(3);
const RETRY_MS_MIN = millis(100);
const RETRY_MS_MAX = seconds(2);

/**
 * One websocket to Asterisk, for events and for requests, that comes back by itself.
 *
 *   new → connecting ⇄ up
 *            └──────────┴──→ ended
 */
export class AriConnection implements AriCaller {
  readonly #address: AriAddress;
  readonly #timers: Timers;
  readonly #watcher: AriWatcher;
  readonly #log: AriLog;
  readonly #pending = new Map<string, Pending>();
  #phase: 'new' | 'connecting' | 'up' | 'ended' = 'new';
  #socket: WebSocket | undefined;
  #count = 0;
  #tries = 0;
  #isHeard = false;
  #cancelWait: () => void = () => undefined;

  constructor(address: AriAddress, watcher: AriWatcher, timers: Timers, log: AriLog) {
    this.#address = address;
    this.#watcher = watcher;
    this.#timers = timers;
    this.#log = log;
  }

  get isUp(): boolean {
    return this.#phase === 'up';
  }

  /**
   * Tries once and says whether it is up; if not, it goes on trying by itself. Rejects with an
   * `AriEnd` when trying again is useless.
   */
  async open(): Promise<boolean> {
    assert(this.#phase === 'new', 'a connection is opened once');
    this.#phase = 'connecting';
    const end = await this.#connect();
    if (end !== undefined) throw end;
    return this.isUp;
  }

  async call<Name extends AriCallName>(
    name: Name,
    order: AriOrder<Name>,
  ): Promise<AriAnswer<Name>> {
    const { verb, uri, body } = ariMessage(name, order);
    const response = await this.#request(name, {
      type: 'RESTRequest',
      method: verb,
      uri,
      ...(body === undefined ? {} : { content_type: 'application/json', message_body: body }),
    });
    const content = parseJson(response.message_body ?? '');
    const status = response.status_code;
    if (status >= 300) throw new AriFault('refused', name, { status, body: content });
    const answer = parseAriAnswer(name, content);
    if (answer === undefined) throw new AriFault('refused', name, { status, body: content });
    return answer.value;
  }

  /** Gives the line up, as if it had been cut; it comes back by itself. */
  breakOff(): void {
    this.#socket?.terminate();
  }

  /** Ends the connection; calls go on without us. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.#leave();
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      const giveUp = this.#timers.after(seconds(1), () => socket.terminate());
      socket.once('close', () => {
        giveUp();
        resolve();
      });
      socket.close();
    });
  }

  #request(what: string, request: RestRequest): Promise<RestResponse> {
    const socket = this.#socket;
    if (this.#phase !== 'up' || socket === undefined) {
      return Promise.reject(new AriFault('lost', what));
    }
    this.#count += 1;
    const id = String(this.#count);
    return new Promise((resolve, reject) => {
      const giveUp = this.#timers.after(ANSWER_MS, () => {
        this.#pending.delete(id);
        reject(new AriFault('late', what));
      });
      this.#pending.set(id, {
        what,
        settle: (response) => {
          giveUp();
          resolve(response);
        },
        fail: (fault) => {
          giveUp();
          reject(fault);
        },
      });
      socket.send(JSON.stringify({ ...request, request_id: id }));
    });
  }

  /** One try. Says why there must not be another one, if that is so. */
  async #connect(): Promise<AriEnd | undefined> {
    const end = await this.#askVersion();
    // It may have been closed while the question was on its way.
    if (this.#phase !== 'connecting') return undefined;
    if (end instanceof AriEnd) {
      this.#leave();
      return end;
    }
    const outcome = end === 'unreachable' ? 'closed' : await this.#openSocket();
    if (outcome === 'closed') this.#retry();
    return undefined;
  }

  /** Over HTTP: an Asterisk that is too old would not answer on the websocket. */
  async #askVersion(): Promise<AriEnd | 'unreachable' | undefined> {
    const { url } = this.#address;
    const { uri } = ariMessage('info', { only: 'system' });
    try {
      const response = await fetch(`${url}/ari/${uri}`, {
        headers: { authorization: this.#authorization() },
        signal: AbortSignal.timeout(CONNECT_MS),
      });
      if (response.status === 401 || response.status === 403) {
        await response.body?.cancel();
        return new AriEnd('not-allowed', `Asterisk at ${url} does not accept the user or secret`);
      }
      const answer = parseAriAnswer('info', parseJson(await response.text()));
      const version = answer?.value.system?.version;
      // While it starts, Asterisk answers 404 until this module is there too.
      if (!response.ok || version === undefined) return 'unreachable';
      const problem = versionProblem(version);
      return problem === undefined ? undefined : new AriEnd('too-old', problem);
    } catch (problem) {
      this.#log.debug({ err: problem }, 'asterisk cannot be reached');
      return 'unreachable';
    }
  }

  #openSocket(): Promise<'open' | 'closed'> {
    const url = new URL('ari/events', `${this.#address.url}/`);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.searchParams.set('app', this.#address.app);
    const socket = new WebSocket(url, {
      headers: { authorization: this.#authorization() },
      handshakeTimeout: CONNECT_MS,
      perMessageDeflate: false,
    });
    this.#socket = socket;
    return new Promise((resolve) => {
      socket.on('open', () => {
        this.#onOpen(socket);
        resolve('open');
      });
      socket.on('message', (content) => this.#onMessage(socket, content));
      socket.on('pong', () => {
        this.#isHeard = true;
      });
      socket.on('error', (problem) => this.#log.debug({ err: problem }, 'the websocket failed'));
      socket.on('close', () => {
        this.#onClose(socket);
        resolve('closed');
      });
    });
  }

  #onOpen(socket: WebSocket): void {
    if (this.#socket !== socket) return socket.terminate();
    this.#phase = 'up';
    this.#tries = 0;
    this.#isHeard = true;
    this.#beat(socket);
    this.#watcher.onUp();
  }

  #onMessage(socket: WebSocket, content: RawData): void {
    // What an earlier socket still has to say is about the past: it may even say we are replaced.
    if (this.#socket !== socket) return;
    this.#isHeard = true;
    const incoming = parseAriMessage(String(content));
    if (incoming === undefined) return;
    switch (incoming.of) {
      case 'answer':
        return this.#settle(incoming.answer);
      case 'event':
        return this.#onEvent(incoming.event);
      case 'nonsense':
        return this.#log.warn({ type: incoming.type }, 'asterisk said what cannot be read');
      default:
        return unreachable(incoming);
    }
  }

  #onEvent(event: AriEvent): void {
    if (event.type === 'ApplicationReplaced' && event.application === this.#address.app) {
      const message = `another process has taken over the application ${event.application}`;
      const socket = this.#socket;
      this.#leave();
      socket?.close();
      return this.#watcher.onEnd(new AriEnd('replaced', message));
    }
    return this.#watcher.onEvent(event);
  }

  #settle(answer: RestResponse): void {
    const pending = this.#pending.get(answer.request_id);
    this.#pending.delete(answer.request_id);
    pending?.settle(answer);
  }

  #onClose(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#failPending();
    if (this.#phase !== 'up') return;
    this.#phase = 'connecting';
    this.#cancelWait();
    this.#watcher.onDown();
    this.#retry();
  }

  /** Asks for a sign of life, and takes silence since the last time for a cut line. */
  #beat(socket: WebSocket): void {
    if (!this.#isHeard) return socket.terminate();
    this.#isHeard = false;
    socket.ping();
    this.#cancelWait = this.#timers.after(BEAT_MS, () => this.#beat(socket));
  }

  #retry(): void {
    if (this.#phase !== 'connecting') return;
    const wait = millis(Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** this.#tries));
    this.#tries += 1;
    this.#cancelWait = this.#timers.after(wait, () => void this.#connectAgain());
  }

  async #connectAgain(): Promise<void> {
    const end = await this.#connect();
    if (end !== undefined) this.#watcher.onEnd(end);
  }

  /** Nothing is told, tried or answered any more. */
  #leave(): void {
    this.#phase = 'ended';
    this.#socket = undefined;
    this.#cancelWait();
    this.#failPending();
  }

  #failPending(): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { what, fail } of all) fail(new AriFault('lost', what));
  }

  #authorization(): string {
    const { user, secret } = this.#address;
    return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  }
}

type RestRequest = {
  readonly type: 'RESTRequest';
  readonly method: string;
  readonly uri: string;
  readonly content_type?: string;
  readonly message_body?: string;
};
