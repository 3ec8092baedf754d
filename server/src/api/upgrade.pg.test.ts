import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

const PATH = '/api/agent-socket';
const hello = { type: 'hello', protocol: 1, pageId: 'page-1' };

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

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

test('a request that breaks off while it is being admitted harms nobody', async () => {
  const socket = await app.socket('agent', PATH);
  socket.websocket.terminate();
  await socket.closed;
  expect((await app.ask('agent', '/api/me')).status).toBe(200);
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
