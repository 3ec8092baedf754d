import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { refuseWhenOverloaded } from './overload.ts';

const CALM = 60_000;

async function appWith(pool: { waitingCount: number }, lateMsMax = CALM) {
  const app = Fastify();
  onTestFinished(() => app.close());
  await refuseWhenOverloaded(app, pool, { lateMsMax, waitingMax: 5 });
  for (const url of ['/api/campaigns', '/health/live']) app.get(url, async () => ({ ok: true }));
  app.post('/api/me/commands', async () => ({ done: 'done' }));
  return app;
}

test('requests are refused while too many wait for the database, and no longer', async () => {
  const pool = { waitingCount: 5 };
  const app = await appWith(pool);
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
  const app = await appWith({ waitingCount: 6 });
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  const command = await app.inject({ method: 'POST', url: '/api/me/commands' });
  expect(command.json()).toEqual({ done: 'done' });
});

test('an event loop that is late on average is too much as well', async () => {
  // Any delay at all is over this limit.
  const app = await appWith({ waitingCount: 0 }, 1e-6);
  const answered = async (status: number): Promise<void> => {
    for (;;) {
      if ((await app.inject('/api/campaigns')).statusCode === status) return;
      await new Promise(setImmediate);
    }
  };
  await answered(503);
  expect(app.isOverloaded()).toBe(true);
});
