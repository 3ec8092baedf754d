import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { FakeDialer } from './fake-dialer.ts';
import { healthRoutes } from './health.ts';
import { ScreenHub } from './screen-hub.ts';

test.each([
  ['all is well', { store: 'up', switch: 'up', fenced: false }, 200],
  [
    'the switch is away: people can still work',
    { store: 'up', switch: 'down', fenced: false },
    200,
  ],
  ['the store is away', { store: 'down', switch: 'up', fenced: false }, 503],
  ['another engine has the site', { store: 'up', switch: 'up', fenced: true }, 503],
] as const)('%s', async (_why, state, status) => {
  const dialer = new FakeDialer(new ScreenHub());
  dialer.state = state;
  const app = Fastify();
  await app.register(healthRoutes(dialer));
  const ready = await app.inject('/health/ready');
  expect([ready.statusCode, ready.json()]).toEqual([status, state]);
  expect((await app.inject('/health/live')).statusCode).toBe(200);
});
