import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { LoopWatch } from './loop-watch.ts';
import { refuseWhenOverloaded } from './overload.ts';

function appWith(
  pool: { waitingCount: number },
  loop: Pick<LoopWatch, 'isLate' | 'start' | 'stop'> = new LoopWatch(),
) {
  const app = Fastify();
  onTestFinished(() => app.close());
  refuseWhenOverloaded(app, pool, { waitingMax: 5 }, loop);
  for (const url of ['/api/campaigns', '/health/live']) app.get(url, async () => ({ ok: true }));
  app.post('/api/me/commands', async () => ({ done: 'done' }));
  return app;
}

test('requests are refused while too many wait for the database, and no longer', async () => {
  const pool = { waitingCount: 5 };
  const app = appWith(pool);
  expect((await app.inject('/api/campaigns')).statusCode).toBe(200);
  pool.waitingCount = 6;
  const refused = await app.inject('/api/campaigns');
  expect(refused.statusCode).toBe(503);
  expect(refused.json()).toMatchObject({ code: 'OVERLOADED' });
  expect(refused.headers['retry-after']).toBe('2');
  expect(app.isOverloaded()).toBe(true);
  pool.waitingCount = 0;
  expect((await app.inject('/api/campaigns')).statusCode).toBe(200);
  expect(app.isOverloaded()).toBe(false);
});

test('commands of agents and the health of the server are answered all the same', async () => {
  const app = appWith({ waitingCount: 6 });
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  const command = await app.inject({ method: 'POST', url: '/api/me/commands' });
  expect(command.json()).toEqual({ done: 'done' });
});

test('an event loop that is late is too much as well', async () => {
  const loop = { isLate: true, start: () => undefined, stop: () => undefined };
  const app = appWith({ waitingCount: 0 }, loop);
  expect((await app.inject('/api/campaigns')).statusCode).toBe(503);
  loop.isLate = false;
  expect((await app.inject('/api/campaigns')).statusCode).toBe(200);
});
