import { pino } from 'pino';
import { expect, test } from 'vitest';
import { AriFault } from './ari-faults.ts';
import type { AriCaller } from './connection.ts';
import { Orders } from './orders.ts';

function failing(problem: unknown, name: 'hangUp' | 'addChannel' = 'hangUp') {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
  const ari: AriCaller = { call: () => Promise.reject(problem) };
  const told: AriFault[] = [];
  const sent = new Promise<void>((resolve) => {
    const onFault = (fault: AriFault): void => {
      told.push(fault);
      resolve();
    };
    const orders = new Orders(ari, log);
    if (name === 'hangUp') orders.send(name, { channelId: 'x' }, onFault);
    else orders.send(name, { bridgeId: 'b', channel: 'x' }, onFault);
  });
  const levels = (): readonly number[] => lines.map((line) => JSON.parse(line).level);
  return { lines, told, sent, levels };
}

test.each([404, 409, 422])('that a leg has gone (%i) is no news', async (status) => {
  const { told, sent, levels } = failing(new AriFault('refused', 'hangUp', { status }));
  await sent;
  expect([told[0]?.status, levels()]).toEqual([status, [20]]);
});

test('nor that it is in no bridge any more', async () => {
  const fault = new AriFault('refused', 'addChannel', { status: 400 });
  const { sent, levels } = failing(fault, 'addChannel');
  await sent;
  expect(levels()).toEqual([20]);
});

test('other refusals are, and what was answered stays below', async () => {
  const body = { message: 'no +12025550142 here' };
  const { lines, sent, levels } = failing(new AriFault('refused', 'hangUp', { status: 500, body }));
  await sent;
  expect(levels()).toEqual([20, 40]);
  expect(lines[1]).not.toContain('+1202');
});

test('whatever else goes wrong is a lost request', async () => {
  const { told, sent } = failing(new Error('broken'));
  await sent;
  expect(told[0]?.kind).toBe('lost');
});
