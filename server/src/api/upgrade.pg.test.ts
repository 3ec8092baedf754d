import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { FakePhones } from './fake-phones.ts';
import { TestApp } from './test-app.ts';

const PATH = '/api/agent-socket';
const hello = { type: 'hello', protocol: 1, pageId: 'page-1' };

let phones: FakePhones;
let app: TestApp;
beforeAll(async () => {
  phones = await FakePhones.open();
  app = await TestApp.open({ phones });
});
afterAll(async () => {
  await app.close();
  await phones.close();
});

describe('who gets a socket', () => {
  test.each([
    ['nobody', undefined, {}, 401, 'NOT_SIGNED_IN'],
    ['a supervisor', 'supervisor', {}, 403, 'FORBIDDEN'],
    ['an administrator', 'administrator', {}, 403, 'FORBIDDEN'],
    ['a page of another site', 'agent', { origin: 'https://evil.example' }, 403, 'WRONG_ORIGIN'],
  ] as const)('%s does not', async (_who, as, headers, status, code) => {
    const socket = await app.socket(as, PATH, headers);
    expect(await socket.refused).toMatchObject({ status, body: { code } });
  });

  test('and nobody gets one at another address', async () => {
    const socket = await app.socket('agent', '/api/nothing');
    expect(await socket.refused).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

test('one person has sixteen pages at most, and others have theirs', async () => {
  const path = '/api/supervisor-socket';
  const pages = await Promise.all(Array.from({ length: 16 }, () => app.socket('supervisor', path)));
  await Promise.all(pages.map((page) => page.opened()));
  const over = await app.socket('supervisor', path);
  expect(await over.refused).toMatchObject({ status: 409, body: { code: 'TOO_MANY' } });
  await (await app.socket('administrator', path)).opened();
  pages[0]?.websocket.close();
  await pages[0]?.closed;
  await (await app.socket('supervisor', path)).opened();
});

test('a socket is refused while too many wait for the database, as requests are', async () => {
  Object.defineProperty(app.pool, 'waitingCount', { value: 201, configurable: true });
  try {
    const socket = await app.socket('agent', PATH);
    expect(await socket.refused).toMatchObject({ status: 503, body: { code: 'OVERLOADED' } });
    expect(await app.ask('agent', '/api/me')).toMatchObject({ status: 503, code: 'OVERLOADED' });
  } finally {
    Reflect.deleteProperty(app.pool, 'waitingCount');
  }
  expect((await app.ask('agent', '/api/me')).status).toBe(200);
});

test('a request that breaks off while it is being admitted harms nobody', async () => {
  const socket = await app.socket('agent', PATH);
  socket.websocket.terminate();
  await socket.closed;
  expect((await app.ask('agent', '/api/me')).status).toBe(200);
});

describe('the SIP socket of a page', () => {
  const pages: WebSocket[] = [];
  afterEach(async () => {
    for (const page of pages.splice(0)) page.terminate();
    phones.isUp = true;
    phones.beforeAccept = async () => undefined;
    await expect.poll(() => phones.sockets.length).toBe(0);
  });

  type Asking = {
    readonly cookie?: string | undefined;
    readonly protocols?: readonly string[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly to?: TestApp;
  };

  async function dial({ cookie, protocols = ['sip'], headers, to = app }: Asking) {
    const known: Record<string, string> = cookie === undefined ? {} : { cookie };
    const page = new WebSocket(`${await to.socketAddress()}/api/sip`, [...protocols], {
      headers: { ...known, ...headers },
    });
    page.on('error', () => undefined);
    pages.push(page);
    return page;
  }

  async function refusal(asking: Asking): Promise<readonly [status: number, code: unknown]> {
    const [, response] = await once(await dial(asking), 'unexpected-response');
    let text = '';
    for await (const part of response) text += String(part);
    return [response.statusCode, JSON.parse(text).code];
  }

  test('is there for agents alone, from our own page, for SIP', async () => {
    const { agent, supervisor } = app.cookies;
    const origin = 'https://evil.example';
    expect(await refusal({})).toEqual([401, 'NOT_SIGNED_IN']);
    expect(await refusal({ cookie: supervisor })).toEqual([403, 'FORBIDDEN']);
    expect(await refusal({ cookie: agent, headers: { origin } })).toEqual([403, 'WRONG_ORIGIN']);
    expect(await refusal({ cookie: agent, protocols: [] })).toEqual([400, 'BAD_REQUEST']);
    expect(await refusal({ cookie: agent, protocols: ['mqtt'] })).toEqual([400, 'BAD_REQUEST']);
    expect(phones.sockets).toEqual([]);
  });

  test('reaches the switch, and ends with the sign-in', async () => {
    const cookie = await app.addUser('leaver', 'agent');
    const page = await dial({ cookie, protocols: ['mqtt', 'sip'] });
    await once(page, 'open');
    expect(page.protocol).toBe('sip');
    page.send('OPTIONS');
    expect(await once(phones.newest(), 'message')).toEqual([Buffer.from('OPTIONS'), false]);
    const closed = once(page, 'close');
    await app.ask(undefined, '/api/sign-out', { method: 'POST', cookie });
    expect((await closed)[0]).toBe(4003);
  });

  test('is refused while the switch is away, or has no phones', async () => {
    phones.isUp = false;
    const cookie = app.cookies.agent;
    expect(await refusal({ cookie })).toEqual([503, 'SWITCH_UNAVAILABLE']);
    const without = await TestApp.open();
    const known = without.cookies.agent;
    expect(await refusal({ cookie: known, to: without })).toEqual([404, 'NO_PHONES']);
    await without.close();
  });

  test('is not there any number of times', async () => {
    const cookie = app.cookies.agent;
    for (let sockets = 0; sockets < 8; sockets += 1) await once(await dial({ cookie }), 'open');
    expect(await refusal({ cookie })).toEqual([409, 'TOO_MANY']);
  });

  test('is refused to somebody who signs out while the switch is slow', async () => {
    const cookie = await app.addUser('hasty', 'agent');
    phones.beforeAccept = async () => {
      await app.ask(undefined, '/api/sign-out', { method: 'POST', cookie });
    };
    expect(await refusal({ cookie })).toEqual([401, 'NOT_SIGNED_IN']);
  });

  test('leaves nothing behind when the page breaks off while the switch is slow', async () => {
    const page = await dial({ cookie: app.cookies.agent });
    const closed = new Promise((resolve) => page.on('close', resolve));
    phones.beforeAccept = async () => page.terminate();
    await closed;
    await expect.poll(() => phones.sockets.length).toBe(0);
    expect((await app.ask('agent', '/api/me')).status).toBe(200);
  });
});

test('closing down tells the pages that the server restarts', async () => {
  const page = await (await app.socket('agent', PATH)).opened();
  page.send(hello);
  await page.next('view');
  const closing = app.app.close();
  expect(await page.next('refused')).toMatchObject({ code: 'RESTARTING' });
  expect(await page.closed).toBe(1012);
  await closing;
});
