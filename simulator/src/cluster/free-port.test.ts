import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { firstBusyPort, freePort } from './free-port.ts';

test('a port is free until somebody listens on it', async () => {
  const [one, two] = [await freePort(), await freePort()];
  expect(await firstBusyPort([one, two])).toBeUndefined();
  // Of those from 32768 on anybody may be given one while its server is down.
  expect(Math.max(one, two)).toBeLessThan(32_768);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(two, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  expect(await firstBusyPort([one, two])).toBe(two);
});
