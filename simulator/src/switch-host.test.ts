import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attemptId } from '@outpace/engine/basics/ids.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { expect, onTestFinished, test } from 'vitest';
import type { CarrierOrder } from './carrier.ts';
import { JsonLines } from './json-lines.ts';
import { type FromHost, type HostedSwitch, hostSwitch, type ToHost } from './switch-host.ts';

const call = attemptId('a000001-00000001');

class Hosted implements HostedSwitch {
  readonly orders: CarrierOrder[] = [];
  closed: string | undefined;
  tell: (event: SwitchEvent) => void = () => {};
  onEvent(listener: (event: SwitchEvent) => void): void {
    this.tell = listener;
  }
  order(order: CarrierOrder): void {
    this.orders.push(order);
  }
  survey = async () => undefined;

  async close(legs: 'end' | 'keep'): Promise<void> {
    this.closed = legs;
  }
}

async function hosting() {
  const folder = mkdtempSync(join(tmpdir(), 'outpace-host-'));
  const hosted = new Hosted();
  const path = join(folder, 'switch');
  const server = await hostSwitch(path, () => hosted);
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const heard: FromHost[] = [];
  const socket = connect(path);
  const lines = new JsonLines<FromHost, ToHost>(
    socket,
    (message) => heard.push(message),
    () => undefined,
  );
  return { hosted, heard, lines, socket };
}

test('orders reach the switch, its events and surveys come back', async () => {
  const { hosted, heard, lines } = await hosting();
  lines.send({ type: 'order', order: { type: 'hang-up', attemptId: call } });
  lines.send({ type: 'survey', number: 7, open: [] });
  await expect.poll(() => heard).toEqual([{ type: 'surveyed', number: 7, legs: null }]);
  expect(hosted.orders).toEqual([{ type: 'hang-up', attemptId: call }]);
  hosted.tell({ type: 'call-ringing', attemptId: call });
  await expect
    .poll(() => heard.at(-1))
    .toEqual({ type: 'event', event: { type: 'call-ringing', attemptId: call } });
  lines.send({ type: 'close', legs: 'end' });
  await expect.poll(() => hosted.closed).toBe('end');
});

test('calls of a process that ends without a goodbye are kept', async () => {
  const { hosted, socket, heard, lines } = await hosting();
  lines.send({ type: 'survey', number: 1, open: [] });
  await expect.poll(() => heard).toHaveLength(1);
  socket.destroy();
  await expect.poll(() => hosted.closed).toBe('keep');
});
