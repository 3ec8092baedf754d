import { browserSchedule, type Schedule } from '../live/socket.ts';

/** The part of a browser's WebSocket that is used here. */
export type SipWire = {
  send(text: string): void;
  close(): void;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
};

type Options = {
  readonly open?: (url: string) => SipWire;
  readonly schedule?: Schedule;
};

/** A switch that does not answer a registration within this is not there any more. */
const ANSWER_MS = 5_000;

const browserWire = (url: string): SipWire => new WebSocket(url, 'sip');

/**
 * The socket that the SIP library speaks through. The library's own would wait half a minute for
 * an answer on a connection that died while the laptop slept; this one knows after seconds, says
 * so, and the library connects again.
 */
export class SipSocket {
  readonly url: string;
  readonly sip_uri: string;
  via_transport: string;
  /* Set by the library. */
  onconnect = (): void => undefined;
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => undefined;
  ondata: <Message>(message: Message) => void = () => undefined;
  readonly #open: (url: string) => SipWire;
  readonly #schedule: Schedule;
  #wire: SipWire | undefined;
  #isOpen = false;
  #cancelAlarm = (): void => undefined;

  constructor(url: URL, { open = browserWire, schedule = browserSchedule }: Options = {}) {
    this.url = url.href;
    // RFC 7118: both kinds of socket are `transport=ws` in an address.
    this.sip_uri = `sip:${url.host};transport=ws`;
    this.via_transport = url.protocol === 'wss:' ? 'WSS' : 'WS';
    this.#open = open;
    this.#schedule = schedule;
  }

  connect(): void {
    if (this.#wire !== undefined) return;
    const wire = this.#open(this.url);
    this.#wire = wire;
    wire.onopen = () => {
      this.#isOpen = true;
      this.onconnect();
    };
    wire.onmessage = (event) => {
      this.#cancelAlarm();
      this.ondata(event.data);
    };
    wire.onclose = ({ wasClean, code, reason }) => {
      this.#let();
      this.ondisconnect(!wasClean, code, reason);
    };
  }

  disconnect(): void {
    const wire = this.#wire;
    this.#let();
    wire?.close();
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (this.#wire === undefined || !this.#isOpen) return false;
    const text = String(message);
    this.#wire.send(text);
    if (text.startsWith('REGISTER ')) this.#expectAnswer();
    return true;
  }

  isConnected(): boolean {
    return this.#isOpen;
  }

  isConnecting(): boolean {
    return this.#wire !== undefined && !this.#isOpen;
  }

  #expectAnswer(): void {
    this.#cancelAlarm();
    this.#cancelAlarm = this.#schedule(() => {
      this.disconnect();
      this.ondisconnect(true);
    }, ANSWER_MS);
  }

  /** The wire is nobody's any more: what it still says is not heard. */
  #let(): void {
    this.#cancelAlarm();
    this.#isOpen = false;
    const wire = this.#wire;
    this.#wire = undefined;
    if (wire === undefined) return;
    wire.onopen = null;
    wire.onmessage = null;
    wire.onclose = null;
  }
}
