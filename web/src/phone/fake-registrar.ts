import { Utils } from 'jssip';
import type { SipWire } from './sip-socket.ts';

const md5 = Utils.calculateMD5;

/** A switch that knows one account by its password, at the far end of a SIP socket, for tests. */
export class FakeRegistrar {
  readonly wires: RegistrarWire[] = [];
  readonly heard: string[] = [];
  password: string;
  /** A switch that is not there any more although the connection still looks open. */
  isDead = false;

  constructor(password: string) {
    this.password = password;
  }

  readonly open = (): SipWire => {
    const wire = new RegistrarWire(this);
    this.wires.push(wire);
    queueMicrotask(() => wire.onopen?.(new Event('open')));
    return wire;
  };

  answer(request: string): string | undefined {
    const [method = ''] = request.split(' ');
    this.heard.push(/^Expires: 0$/m.test(request) ? `UN${method}` : method);
    if (method !== 'REGISTER' || this.isDead) return undefined;
    const authorization = headerOf(request, 'Authorization');
    if (authorization === '') return reply(request, '401 Unauthorized', [CHALLENGE]);
    if (!this.#knows(authorization)) return reply(request, '403 Forbidden', []);
    return reply(request, '200 OK', [`Contact: ${headerOf(request, 'Contact')}`]);
  }

  #knows(authorization: string): boolean {
    const part = (name: string): string =>
      new RegExp(`\\b${name}="([^"]*)"`).exec(authorization)?.[1] ?? '';
    const ha1 = md5(`${part('username')}:${part('realm')}:${this.password}`);
    return part('response') === md5(`${ha1}:${part('nonce')}:${md5(`REGISTER:${part('uri')}`)}`);
  }
}

const CHALLENGE = 'WWW-Authenticate: Digest realm="test", nonce="n1", algorithm=MD5';

const headerOf = (request: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(request)?.[1]?.trim() ?? '';

const reply = (request: string, status: string, more: readonly string[]): string =>
  [
    `SIP/2.0 ${status}`,
    ...['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${headerOf(request, name)}`),
    `To: ${headerOf(request, 'To')};tag=t1`,
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

export class RegistrarWire implements SipWire {
  onopen: SipWire['onopen'] = null;
  onmessage: SipWire['onmessage'] = null;
  onclose: SipWire['onclose'] = null;
  closed = false;
  readonly #registrar: FakeRegistrar;

  constructor(registrar: FakeRegistrar) {
    this.#registrar = registrar;
  }

  send(text: string): void {
    const answer = this.#registrar.answer(text);
    if (answer === undefined) return;
    queueMicrotask(() => this.onmessage?.(new MessageEvent('message', { data: answer })));
  }

  close(): void {
    this.closed = true;
  }

  cut(): void {
    this.onclose?.(new CloseEvent('close', { code: 1006, wasClean: false }));
  }
}
