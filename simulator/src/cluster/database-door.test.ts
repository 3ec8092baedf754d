import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DatabaseDoor } from './database-door.ts';

test('what is said while it is cut arrives when it is mended, and not before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-door-'));
  const path = join(folder, 'socket');
  const far = createServer((socket) => socket.on('data', (bytes) => socket.write(`not ${bytes}`)));
  await new Promise<void>((resolve) => far.listen(path, resolve));
  const door = new DatabaseDoor(path);
  const near = connect(await door.listen(), '127.0.0.1');
  onTestFinished(async () => {
    near.destroy();
    door.close();
    far.close();
    await rm(folder, { recursive: true });
  });
  const heard: string[] = [];
  near.on('data', (bytes) => heard.push(String(bytes)));
  near.write('one');
  await expect.poll(() => heard).toEqual(['not one']);
  door.cut();
  near.write('two');
  // What goes by the door is slower than this socket itself, which has been written to by now.
  await expect.poll(() => near.writableLength).toBe(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual(['not one']);
  door.mend();
  await expect.poll(() => heard).toEqual(['not one', 'not two']);
});
