import { once } from 'node:events';
import { must } from '@outpace/engine/basics/assert.ts';
import { type SiteId, siteId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { ROLES, type Role } from '@outpace/protocol/sign-in.ts';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { WebSocket } from 'ws';
import type { Certificate } from '../certificate.ts';
import type { OidcProvider } from '../oidc/oidc-provider.ts';
import type { BrowserPhones, PlanSimulator, RecordingFiles } from '../ports.ts';
import { newSecretKey, SecretBox } from '../store/secret-box.ts';
import { insertSite } from '../store/sites.ts';
import { testDatabase } from '../store/test-database.ts';
import { transact } from '../store/transaction.ts';
import { openUserSession } from '../store/user-sessions.ts';
import { insertUser } from '../store/users.ts';
import { buildApp } from './app.ts';
import { FakeDialer } from './fake-dialer.ts';
import { hashPassword } from './password.ts';
import { ScreenHub } from './screen-hub.ts';
import { hashOfToken, newToken } from './user-token.ts';

/** The password of everybody in a test. */
export const PASSWORD = 'correct horse battery';

export type TestAppOptions = {
  readonly demo?: boolean;
  readonly loopbackOnly?: boolean;
  readonly webRoot?: string;
  readonly certificate?: Certificate;
  readonly phones?: BrowserPhones;
  readonly recordings?: RecordingFiles;
  readonly simulator?: PlanSimulator;
  readonly outsideHosts?: readonly string[];
  readonly logger?: FastifyBaseLogger;
  readonly oidc?: OidcProvider;
};

type Request = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  /** Address of the one who asks; this machine if it is not said. */
  readonly from?: string;
};

type Answer<Body> = { readonly status: number; readonly body: Body; readonly code: unknown };

/** The whole API over a database of its own, with a dialer that only pretends. */
export class TestApp {
  readonly app: FastifyInstance;
  readonly pool: Pool;
  readonly site: SiteId = siteId('main');
  readonly dialer: FakeDialer;
  readonly hub: ScreenHub;
  readonly secrets: SecretBox;
  /** Cookie header of one user of each role; the id of the user is the role. */
  readonly cookies: Readonly<Record<Role, string>>;
  readonly #drop: () => Promise<void>;
  readonly #sockets: TestSocket[] = [];
  #url: Promise<string> | undefined;

  private constructor(
    parts: Pick<TestApp, 'app' | 'pool' | 'dialer' | 'hub' | 'cookies' | 'secrets'>,
    drop: () => Promise<void>,
  ) {
    this.app = parts.app;
    this.pool = parts.pool;
    this.dialer = parts.dialer;
    this.hub = parts.hub;
    this.cookies = parts.cookies;
    this.secrets = parts.secrets;
    this.#drop = drop;
  }

  static async open(options: TestAppOptions = {}): Promise<TestApp> {
    const { pool, drop } = await testDatabase();
    const site = siteId('main');
    await addEverybody(pool, site, options.demo ?? false);
    const cookies = {
      agent: await cookieFor(pool, site, 'agent'),
      supervisor: await cookieFor(pool, site, 'supervisor'),
      administrator: await cookieFor(pool, site, 'administrator'),
    };
    const hub = new ScreenHub(5);
    const secrets = new SecretBox([newSecretKey()]);
    const dialer = new FakeDialer(hub);
    const app = await buildApp({
      ...{ pool, siteId: site, dialer, hub, secrets },
      config: {
        log: 'silent',
        dataFolder: './data',
        outside: { hosts: options.outsideHosts ?? [] },
        tls: { kind: options.certificate === undefined ? 'off' : 'self-signed' },
      },
      certificate: options.certificate,
      loopbackOnly: options.loopbackOnly ?? true,
      phones: options.phones,
      recordings: options.recordings,
      simulator: options.simulator,
      oidc: options.oidc,
      ...(options.logger === undefined ? {} : { logger: options.logger }),
      ...(options.webRoot === undefined ? {} : { webRoot: options.webRoot }),
    });
    return new TestApp({ app, pool, dialer, hub, cookies, secrets }, drop);
  }

  /** Asks as somebody of this role, or as a stranger. */
  async ask<Body = unknown>(
    as: Role | undefined,
    url: string,
    request: Request = {},
  ): Promise<Answer<Body>> {
    const cookie = request.cookie ?? (as === undefined ? undefined : this.cookies[as]);
    const isText = request.body === undefined || typeof request.body === 'string';
    const response = await this.app.inject({
      method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
      url,
      remoteAddress: request.from ?? '127.0.0.1',
      headers: {
        host: 'localhost',
        ...(isText ? {} : { 'content-type': 'application/json' }),
        ...(cookie === undefined ? {} : { cookie }),
        ...request.headers,
      },
      ...(request.body === undefined
        ? {}
        : { payload: isText ? String(request.body) : JSON.stringify(request.body) }),
    });
    if (response.body === '')
      return { status: response.statusCode, body: JSON.parse('null'), code: undefined };
    const { code } = response.json<{ readonly code?: unknown }>();
    return { status: response.statusCode, body: response.json<Body>(), code };
  }

  /** One more user with the password of everybody; answers with the cookie of a session. */
  async addUser(id: string, role: Role): Promise<string> {
    const passwordHash = await hashPassword(PASSWORD);
    const names = { id, name: `${id}.one`, displayName: `One ${id}` };
    await insertUser(this.pool, this.site, { ...names, role, active: true, passwordHash });
    return cookieFor(this.pool, this.site, id);
  }

  /** Where sockets are opened; listens on a free port when it is asked for the first time. */
  async socketAddress(): Promise<string> {
    this.#url ??= this.app.listen({ host: '127.0.0.1', port: 0 });
    return (await this.#url).replace('http', 'ws');
  }

  /** Opens a socket with the cookie of this role. */
  async socket(
    as: Role | undefined,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<TestSocket> {
    const url = `${await this.socketAddress()}${path}`;
    const cookie: Record<string, string> = as === undefined ? {} : { cookie: this.cookies[as] };
    const socket = new TestSocket(new WebSocket(url, { headers: { ...cookie, ...headers } }));
    this.#sockets.push(socket);
    return socket;
  }

  /** Closes every page and forgets what the dialer was told, between two tests. */
  async reset(): Promise<void> {
    const closed = this.#sockets.splice(0).map(({ websocket, closed }) => {
      websocket.terminate();
      return closed;
    });
    await Promise.all(closed);
    this.dialer.reset();
  }

  async close(): Promise<void> {
    for (const { websocket } of this.#sockets) websocket.terminate();
    await this.app.close();
    await this.#drop();
  }
}

/** What a server sends, as far as tests look at it. */
export type ServerMessage = {
  readonly type: string;
  readonly code?: RefusalCode;
  readonly version?: number;
  readonly view?: unknown;
};

/** A page's end of a socket: keeps what arrived until somebody asks for it. */
export class TestSocket {
  readonly websocket: WebSocket;
  /** Settles with the close code. */
  readonly closed: Promise<number>;
  /** Settles with the status and body of a refused upgrade, or undefined when it opened. */
  readonly refused: Promise<{ readonly status: number; readonly body: unknown } | undefined>;
  readonly #messages: ServerMessage[] = [];
  #arrived: () => void = () => undefined;

  constructor(websocket: WebSocket) {
    this.websocket = websocket;
    this.closed = new Promise((resolve) => websocket.on('close', (code) => resolve(code)));
    this.refused = new Promise((resolve) => {
      websocket.on('open', () => resolve(undefined));
      websocket.on('unexpected-response', async (_request, response) => {
        let text = '';
        for await (const part of response) text += String(part);
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
      });
    });
    websocket.on('error', () => undefined);
    websocket.on('message', (bytes) => {
      const message: ServerMessage = JSON.parse(bytes.toString());
      this.#messages.push(message);
      this.#arrived();
    });
  }

  /** Objects as JSON, everything else as it is. */
  send(message: object | string | Buffer): void {
    const isRaw = typeof message === 'string' || Buffer.isBuffer(message);
    this.websocket.send(isRaw ? message : JSON.stringify(message));
  }

  /** The next message of this type; those before it are dropped. */
  async next(type: string): Promise<ServerMessage> {
    for (;;) {
      const message = this.#messages.shift();
      if (message?.type === type) return message;
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          this.#arrived = resolve;
        });
      }
    }
  }

  async opened(): Promise<this> {
    if (this.websocket.readyState !== WebSocket.OPEN) await once(this.websocket, 'open');
    return this;
  }
}

async function addEverybody(pool: Pool, site: SiteId, demo: boolean): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const added = await transact(pool, { code: 'BAD_REQUEST' }, async (db) => {
    await insertSite(db, site, { name: 'Test', demo, reasons: [] });
    for (const role of ROLES) {
      const names = { id: role, name: `${role}.one`, displayName: `One ${role}` };
      await insertUser(db, site, { ...names, role, active: true, passwordHash });
    }
    return ok(undefined);
  });
  if (!added.ok) throw new Error(added.problem.code);
}

export async function cookieFor(pool: Pool, site: SiteId, userId: string): Promise<string> {
  const token = newToken();
  await openUserSession(pool, site, userId, must(hashOfToken(token), 'its hash'));
  return `outpace=${token}`;
}
