import { once } from 'node:events';
import { createServer } from 'node:http';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { expect, onTestFinished, test } from 'vitest';
import { orderSite } from './site-order.ts';

const supervisor = { siteId: siteId('north'), id: 'supervisor', cookie: 'outpace=token' };
const site = { siteId: supervisor.siteId, agents: [], supervisor };

/** A server that gives these answers, the last of them again and again, and keeps the keys. */
async function answering(...answers: readonly (readonly [number, string])[]) {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    const { method, url, headers } = request;
    asked.push(`${method} ${url} ${headers.cookie} ${headers['idempotency-key']}`);
    const [status, text] = answers[Math.min(asked.length, answers.length) - 1] ?? [500, ''];
    reply.writeHead(status).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return { asked, door: () => url };
}

test('an order is the same until it is answered, and another one after a refusal', async () => {
  const { asked, door } = await answering(
    [503, '{"code": "OWNER_AWAY"}'],
    [502, 'bad gateway'],
    [409, '{"code": "GROUP_NOT_STARTED"}'],
    [200, '{}'],
  );
  expect(await orderSite(site, { name: 'start', body: {}, door, forMsMax: 60_000 })).toBe(true);
  expect(asked).toEqual([
    ...Array.from({ length: 3 }, () => order('north-start-0')),
    order('north-start-1'),
  ]);
});

test('what was done already is done, and what nobody takes is not', async () => {
  const done = await answering([409, '{"code": "GROUP_ALREADY_LOADED"}']);
  expect(await orderSite(site, { name: 'load', door: done.door, forMsMax: 60_000 })).toBe(true);
  const away = await answering([503, '{"code": "OWNER_AWAY"}']);
  expect(await orderSite(site, { name: 'load', door: away.door, forMsMax: 1 })).toBe(false);
  expect(new Set(away.asked).size).toBe(1);
});

const order = (key: string): string =>
  `POST /api/dial-sessions/crash-group/start outpace=token ${key}`;
