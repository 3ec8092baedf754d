import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DatabaseDoor } from './database-door.ts';

async function serverAt(path: string, answer: (said: string) => string): Promise<Server> {
  const server = createServer((socket) =>
    socket.on('data', (bytes) => socket.write(answer(String(bytes)))),
  );
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return server;
}

/** A door to somebody who answers, and what comes back through it. */
async function doorWith(answer: (said: string) => string) {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-door-'));
  const path = join(folder, 'socket');
  const far = await serverAt(path, answer);
  const door = new DatabaseDoor(path);
  const port = await door.listen();
  const heard: string[] = [];
  const another = async () => {
    const near = connect(port, '127.0.0.1');
    near.on('data', (bytes) => heard.push(String(bytes)));
    await once(near, 'connect');
    onTestFinished(() => void near.destroy());
    return near;
  };
  const near = await another();
  onTestFinished(async () => {
    near.destroy();
    door.close();
    far.close();
    await rm(folder, { recursive: true });
  });
  return { folder, door, near, another, heard };
}

test('what is said while it is cut arrives when it is mended, and not before', async () => {
  const { door, near, heard } = await doorWith((said) => `not ${said}`);
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

test('a connection is held at awaited words, which arrive first when it is mended', async () => {
  const { door, near, another, heard } = await doorWith((said) => `not ${said}`);
  const held = door.holdAt('begin');
  near.write('one');
  await expect.poll(() => heard).toEqual(['not one']);
  near.write('to begin with');
  await held;
  near.write(' two');
  // Another one goes on until it says them too, or all are cut.
  (await another()).write('three');
  await expect.poll(() => heard).toEqual(['not one', 'not three']);
  door.cut();
  door.mend();
  await expect.poll(() => heard.join('')).toMatch(/not threenot to begin with.* two$/);
});

test('when it leads elsewhere, who comes anew comes there', async () => {
  const { folder, door, near, another, heard } = await doorWith((said) => `not ${said}`);
  const other = await serverAt(join(folder, 'other'), (said) => `even ${said}`);
  onTestFinished(() => void other.close());
  door.moveTo(join(folder, 'other'));
  near.write('one');
  await expect.poll(() => heard).toEqual(['not one']);
  (await another()).write('two');
  await expect.poll(() => heard).toEqual(['not one', 'even two']);
});
