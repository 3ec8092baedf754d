import { expect, test } from 'vitest';
import { AriFault } from './ari-faults.ts';
import { Orders } from './orders.ts';
import { FakeAri, fakeLog, settled } from './test-exchange.ts';

const rig = () => {
  const ari = new FakeAri();
  const log = fakeLog();
  return { ari, log, orders: new Orders(ari, log) };
};

test('what is sent first is first', () => {
  const { ari, orders } = rig();
  orders.send('startMusic', { channelId: 'a' });
  void orders.ask('variable', { channelId: 'a', variable: 'X' });
  orders.send('hangUp', { channelId: 'a' });
  expect(ari.take().map(({ name }) => name)).toEqual(['startMusic', 'variable', 'hangUp']);
});

const warning = ['warn the switch did not do it'];

test.each<[why: string, status: number, lines: readonly string[]]>([
  ['the leg has gone', 404, []],
  ['it is not in the application any more', 409, []],
  ['the order was wrong', 400, warning],
  ['the switch failed', 500, warning],
])('refused with nobody waiting: %s', async (_why, status, lines) => {
  const { ari, log, orders } = rig();
  orders.send('hangUp', { channelId: 'a' });
  await ari.refuse('hangUp', status);
  expect(log.lines).toEqual(lines);
});

test.each<['late' | 'lost', readonly string[]]>([
  ['late', warning],
  ['lost', []],
])('no answer at all: %s', async (kind, lines) => {
  const { ari, log, orders } = rig();
  orders.send('hangUp', { channelId: 'a' });
  await ari.lose('hangUp', kind);
  expect(log.lines).toEqual(lines);
});

test('whoever wants to know why not is told, and of success nothing', async () => {
  const { ari, orders } = rig();
  const faults: AriFault[] = [];
  ari.answer('startMusic', () => undefined);
  orders.send('startMusic', { channelId: 'a' }, (fault) => faults.push(fault));
  orders.send('hangUp', { channelId: 'a' }, (fault) => faults.push(fault));
  await ari.refuse('hangUp', 404);
  expect(faults).toMatchObject([{ kind: 'refused', status: 404 }]);
});

test('an answer of another kind is told like a broken connection', async () => {
  const { ari, orders } = rig();
  const faults: AriFault[] = [];
  ari.answer('hangUp', () => {
    throw new TypeError('socket is not open');
  });
  orders.send('hangUp', { channelId: 'a' }, (fault) => faults.push(fault));
  await settled();
  expect(faults).toMatchObject([{ kind: 'lost' }]);
});

test('a question is answered, or its refusal passed on', async () => {
  const { ari, orders } = rig();
  const fault = new AriFault('refused', 'variable', { status: 404 });
  ari.answer('variable', ({ variable }) => {
    if (variable === 'X') return { value: '1' };
    throw fault;
  });
  expect(await orders.ask('variable', { channelId: 'a', variable: 'X' })).toEqual({ value: '1' });
  await expect(orders.ask('variable', { channelId: 'a', variable: 'Y' })).rejects.toBe(fault);
});
