import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

const TIMEOUT_MS = 5_000;

/**
 * The signalling of a phone in a browser, without the browser: signs in over a websocket and takes
 * calls, but never sends any sound.
 */
export class SipPhone {
  readonly #socket: WebSocket;
  readonly #user: string;
  readonly #domain: string;
  readonly #callId = randomBytes(8).toString('hex');
  readonly #contact = `sip:${randomBytes(4).toString('hex')}@phone.invalid;transport=ws`;
  #count = 0;

  private constructor(socket: WebSocket, user: string, domain: string) {
    this.#socket = socket;
    this.#user = user;
    this.#domain = domain;
    socket.on('message', (content) => this.#answer(String(content)));
  }

  static async open(url: string, user: string, domain: string): Promise<SipPhone> {
    const socket = new WebSocket(url, 'sip');
    await once(socket, 'open');
    return new SipPhone(socket, user, domain);
  }

  /** The status with which it was taken, such as 200 or 401. */
  async signIn(password: string): Promise<number> {
    return this.#register(password, 300);
  }

  async signOut(password: string): Promise<number> {
    return this.#register(password, 0);
  }

  /** As a browser that is closed. */
  vanish(): void {
    this.#socket.terminate();
  }

  async #register(password: string, expiresSeconds: number): Promise<number> {
    const asked = await this.#ask(expiresSeconds, '');
    const challenge = /^www-authenticate: *digest (.*)$/im.exec(asked)?.[1];
    if (challenge === undefined) return statusOf(asked);
    const answered = await this.#ask(expiresSeconds, this.#credentials(challenge, password));
    return statusOf(answered);
  }

  async #ask(expiresSeconds: number, authorization: string): Promise<string> {
    this.#count += 1;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const address = `sip:${this.#user}@${this.#domain}`;
    this.#socket.send(
      lines(
        `REGISTER sip:${this.#domain} SIP/2.0`,
        `Via: SIP/2.0/WS phone.invalid;branch=z9hG4bK${randomBytes(8).toString('hex')}`,
        'Max-Forwards: 70',
        `From: <${address}>;tag=phone`,
        `To: <${address}>`,
        `Call-ID: ${this.#callId}`,
        `CSeq: ${this.#count} REGISTER`,
        `Contact: <${this.#contact}>;expires=${expiresSeconds}`,
        ...(authorization === '' ? [] : [authorization]),
        'Content-Length: 0',
      ),
    );
    for (;;) {
      const [content] = await once(this.#socket, 'message', { signal });
      const text = String(content);
      if (text.startsWith('SIP/2.0') && text.includes('REGISTER')) return text;
    }
  }

  #credentials(challenge: string, password: string): string {
    const given = (name: string): string =>
      new RegExp(`${name}="?([^",]+)`, 'i').exec(challenge)?.[1] ?? '';
    const [realm, nonce] = [given('realm'), given('nonce')];
    const uri = `sip:${this.#domain}`;
    const who = md5(`${this.#user}:${realm}:${password}`);
    const counted = 'nc=00000001,cnonce="phone",qop=auth';
    const response = md5(`${who}:${nonce}:00000001:phone:auth:${md5(`REGISTER:${uri}`)}`);
    const fields = [`username="${this.#user}"`, `realm="${realm}"`, `nonce="${nonce}"`];
    const opaque = given('opaque');
    if (opaque !== '') fields.push(`opaque="${opaque}"`);
    fields.push(`uri="${uri}"`, `response="${response}"`, 'algorithm=MD5', counted);
    return `Authorization: Digest ${fields.join(',')}`;
  }

  /** Takes every call; answers whatever else is asked of it. */
  #answer(text: string): void {
    const method = /^([A-Z]+) sip:/.exec(text)?.[1];
    if (method === undefined || method === 'ACK') return;
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
      [...text.matchAll(new RegExp(`^${name}:.*$`, 'gim'))].map(([line]) => line),
    );
    const head = copied.map((line) =>
      /^to:/i.test(line) && !line.includes('tag=') ? `${line};tag=answer` : line,
    );
    const body = method === 'INVITE' ? answerTo(text) : '';
    this.#socket.send(
      `${lines(
        'SIP/2.0 200 OK',
        ...head,
        `Contact: <${this.#contact}>`,
        ...(body === '' ? [] : ['Content-Type: application/sdp']),
        `Content-Length: ${Buffer.byteLength(body)}`,
      )}${body}`,
    );
  }
}

/** Agrees to the first codec of the offer, from an address where nobody is. */
function answerTo(offer: string): string {
  const mid = /^a=mid:(.*)$/m.exec(offer)?.[1]?.trim() ?? 'audio-0';
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${mid}`,
    'm=audio 9 UDP/TLS/RTP/SAVPF 8',
    'c=IN IP4 127.0.0.1',
    'a=rtpmap:8 PCMA/8000',
    `a=mid:${mid}`,
    'a=sendrecv',
    'a=rtcp-mux',
    'a=ice-ufrag:phone',
    'a=ice-pwd:phonephonephonephonephone',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'a=setup:active',
    'a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host',
    '',
  ].join('\r\n');
}

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n\r\n`;
const statusOf = (text: string): number => Number(/^SIP\/2\.0 (\d+)/.exec(text)?.[1] ?? 0);
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
