import { pino } from 'pino';
import { expect, test } from 'vitest';
import { AriFault } from './ari-faults.ts';
import type { AriCaller } from './connection.ts';
import { Orders } from './orders.ts';

function failing(problem: unknown) {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
  const ari: AriCaller = { call: () => Promise.reject(problem) };
  const told: AriFault[] = [];
  const sent = new Promise<void>((resolve) => {
    new Orders(ari, log).send('hangUp', { channelId: 'x' }, (fault) => {
      told.push(fault);
      resolve();
    });
  });
  const levels = (): readonly number[] => lines.map((line) => JSON.parse(line).level);
  return { lines, told, sent, levels };
}

test.each([404, 409])('that a leg has gone (%i) is no news', async (status) => {
  const { told, sent, levels } = failing(new AriFault('refused', 'hangUp', { status }));
  await sent;
  expect([told[0]?.status, levels()]).toEqual([status, [20]]);
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
