import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { JsonLines } from './json-lines.ts';

test('values arrive whole and in order, and the end is told at both ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outpace-lines-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const server = createServer();
  onTestFinished(() => void server.close());
  server.listen(join(folder, 'socket'));
  const accepted = once(server, 'connection');
  const near = connect(join(folder, 'socket'));
  const [far] = await accepted;
  const heard: unknown[] = [];
  const bothEnded = Promise.all([once(near, 'close'), once(far, 'close')]);
  const ended: string[] = [];
  const there = new JsonLines<unknown, never>(
    far,
    (value) => heard.push(value),
    () => ended.push('far'),
  );
  const here = new JsonLines<never, unknown>(
    near,
    () => undefined,
    () => ended.push('near'),
  );
  here.send({ text: 'line\nbreak', none: undefined });
  here.send([1, 2]);
  await expect.poll(() => heard).toEqual([{ text: 'line\nbreak' }, [1, 2]]);
  here.end();
  there.end();
  await bothEnded;
  expect(ended.toSorted()).toEqual(['far', 'near']);
});
