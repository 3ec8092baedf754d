import { WebSocket } from 'ws';

/** What came of a request, as far as walks look at it. */
export type Said = {
  readonly code?: string;
  readonly message?: string;
  readonly done?: string;
  readonly secret?: string;
  readonly chainId?: string;
};

/** JSON has no undefined: what is not chosen is `null` on the wire. */
export const jsonOf = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) => (part === undefined ? null : part));

/** Somebody who has signed in, without a page. */
export class Api {
  readonly #url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  /** With the cookie of a sign-in that is there already. */
  static signedIn(url: string, cookie: string): Api {
    return new Api(url, cookie);
  }

  /** Through the door of the demo. */
  static async enter(url: string, as: 'agent' | 'supervisor' | 'administrator'): Promise<Api> {
    const response = await fetch(new URL('/api/demo-sign-in', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as }),
    });
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return new Api(url, cookie);
  }

  async get<Body>(path: string): Promise<Body> {
    const response = await fetch(new URL(path, this.#url), { headers: { cookie: this.#cookie } });
    return JSON.parse(await response.text());
  }

  post(path: string, body?: object, more: Record<string, string> = {}): Promise<Said> {
    return this.#send('POST', path, body, more);
  }

  put(path: string, body: object): Promise<Said> {
    return this.#send('PUT', path, body, {});
  }

  async #send(
    method: 'POST' | 'PUT',
    path: string,
    body: object | undefined,
    more: Record<string, string>,
  ): Promise<Said> {
    const sent = body === undefined ? {} : { body: jsonOf(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { cookie: this.#cookie, ...type, ...more };
    const response = await fetch(new URL(path, this.#url), { method, headers, ...sent });
    const text = await response.text();
    return text === '' ? { done: 'done' } : JSON.parse(text);
  }

  socket(path: string): WebSocket {
    const url = new URL(path, this.#url.replace('http', 'ws'));
    return new WebSocket(url, { headers: { cookie: this.#cookie } });
  }
}
