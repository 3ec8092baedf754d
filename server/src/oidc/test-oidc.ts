import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CALLBACK_PATH } from './oidc-provider.ts';
import type { OidcSettings } from './oidc-settings.ts';

const PROGRAM = fileURLToPath(new URL('./test-oidc-process.ts', import.meta.url));
const PUBLIC_URL = 'http://localhost:7600';

/** The provider of the tests, as they and their browsers see it. */
export class TestOidc {
  readonly settings: OidcSettings;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.settings = {
      issuer: `http://127.0.0.1:${port}`,
      clientId: 'outpace',
      clientSecret: 'the-client-secret',
      publicUrl: PUBLIC_URL,
    };
  }

  static async open(): Promise<TestOidc> {
    const child = fork(PROGRAM, [`${PUBLIC_URL}${CALLBACK_PATH}`], { silent: true });
    const [port] = await once(child, 'message');
    return new TestOidc(child, port);
  }

  /** Whoever signs in next. */
  async is(account: { readonly sub: string; readonly [claim: string]: unknown }): Promise<void> {
    const body = JSON.stringify(account);
    await fetch(new URL('/as', this.settings.issuer), { method: 'POST', body });
  }

  /** What a browser does there, from the address it is sent to, until it is sent back. */
  async visit(address: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let url = new URL(address);
    while (url.origin === this.settings.issuer) {
      const cookie = [...cookies].map((each) => each.join('=')).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const next = response.headers.get('location');
      if (next === null) throw new Error(`${response.status} ${await response.text()}`);
      url = new URL(next, url);
    }
    return url;
  }

  async close(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
