import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startOf } from '../../store/running-process.ts';
import { launch, runningIn } from './asterisk-process.ts';
import { startInstance } from './instance.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-process-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a number that belongs to somebody else by now is not ours', async () => {
  const folder = await emptyFolder();
  expect(await runningIn(folder)).toBeUndefined();
  await writeFile(join(folder, 'instance.pid'), `${process.pid}\n${startOf(process.pid)}\n`);
  expect(await runningIn(folder)).toBe(process.pid);
  await writeFile(join(folder, 'instance.pid'), `${process.pid}\n1\n`);
  expect(await runningIn(folder)).toBeUndefined();
});

test('a program that cannot be run is one sentence', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'log'));
  const failing = launch(folder, { name: 'asterisk', file: join(folder, 'none'), words: [] });
  await expect(failing).rejects.toThrow(/^asterisk could not be run \(.*ENOENT\)\.$/);
});

test('one that does not start says why', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'run'), { recursive: true });
  const instance = await startInstance({ folder, role: 'dialer' });
  await instance.stop();
  // The configuration is gone: it has nothing to start from.
  await rm(join(folder, 'etc'), { recursive: true });
  await expect(instance.start()).rejects.toThrow(/^Asterisk did not start in /);
});
