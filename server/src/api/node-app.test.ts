import { expect, onTestFinished, test } from 'vitest';
import { buildNodeApp, type NodeHealth } from './node-app.ts';

test('a node says how it is, and is not ready while it does not see the database', async () => {
  let health: NodeHealth = { sites: ['main'], database: 'seen' };
  const app = await buildNodeApp({
    config: { log: 'silent', tls: { kind: 'off' } },
    health: () => health,
  });
  onTestFinished(() => app.close());
  const ready = async () => {
    const { statusCode, body, headers } = await app.inject('/health/ready');
    return [statusCode, JSON.parse(body), typeof headers['content-security-policy']];
  };
  expect(await ready()).toEqual([200, health, 'string']);
  health = { sites: [], database: 'away' };
  expect(await ready()).toEqual([503, health, 'string']);
  expect((await app.inject('/health/live')).statusCode).toBe(200);
  expect((await app.inject('/nothing')).json()).toMatchObject({ code: 'NOT_FOUND' });
});
