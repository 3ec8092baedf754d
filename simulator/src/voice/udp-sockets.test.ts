import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { inodesOn, isOnUdp } from './udp-sockets.ts';

test.runIf(process.platform === 'linux')('knows whose socket it is', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  onTestFinished(() => void socket.close());
  await once(socket, 'listening');
  const { port } = socket.address();
  expect(await isOnUdp(process.pid, port)).toBe(true);
  expect(await isOnUdp(process.ppid, port)).toBe(false);
  expect(await isOnUdp(2 ** 30, port)).toBe(false);
});

test('reads the table of the system', () => {
  const rest = '00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0';
  const table = `  sl  local_address rem_address st queues timer retrnsmt uid timeout inode
  714: 0100007F:36B0 ${rest} 71502 2 0 0
  715: 0100007F:2711 ${rest} 71503 2 0 0`;
  expect(inodesOn(table, 14_000)).toEqual(['71502']);
  expect(inodesOn(table, 10_001)).toEqual(['71503']);
  expect(inodesOn(table, 5060)).toEqual([]);
});
