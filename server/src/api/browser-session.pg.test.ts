import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowserSession } from './browser-session.ts';
import { OpenSockets } from './open-sockets.ts';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

test('a browser has one session at a time, and a user who is gone gets none', async () => {
  const { pool, site: siteId } = app;
  const server = Fastify();
  await server.register(fastifyCookie);
  server.get<{ Params: { userId: string } }>('/:userId', async (request, reply) => {
    const parts = { pool, siteId, sockets: new OpenSockets() };
    const person = await openBrowserSession(parts, request, reply, request.params.userId);
    return { name: person?.name ?? null };
  });
  const first = await server.inject('/agent');
  expect(first.json()).toEqual({ name: 'agent.one' });
  const cookie = `outpace=${first.cookies[0]?.value}`;
  expect((await app.ask(undefined, '/api/me', { cookie })).status).toBe(200);
  const second = await server.inject({ url: '/supervisor', headers: { cookie } });
  expect(second.json()).toEqual({ name: 'supervisor.one' });
  expect((await app.ask(undefined, '/api/me', { cookie })).status).toBe(401);
  await app.addUser('gone', 'agent');
  await pool.query(`update users set active = false where id = 'gone'`);
  const refused = await server.inject('/gone');
  expect(refused.json()).toEqual({ name: null });
  expect(refused.cookies).toEqual([]);
  await server.close();
});
