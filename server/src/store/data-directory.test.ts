import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimDirectory } from './data-directory.ts';
import { startOf } from './running-process.ts';
import { StoreStartFault } from './store-start-fault.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'outpace-claim-'));
});
afterEach(() => rm(directory, { recursive: true }));

const claimBy = (pid: number, start: string): Promise<void> =>
  writeFile(join(directory, 'outpace.pid'), `${pid}\n${start}\n`);

test('a claim holds until it is released, and leaves nothing behind', async () => {
  const claim = await claimDirectory(directory);
  await expect(claimDirectory(directory)).rejects.toThrow(
    `The data directory ${directory} is in use by another Outpace (process ${process.pid}).`,
  );
  expect(await readdir(directory)).toEqual(['outpace.pid']);
  await claim.release();
  expect(await readdir(directory)).toEqual([]);
  await (await claimDirectory(join(directory, 'new', 'one'))).release();
});

test('a living process with the same start is respected', async () => {
  await claimBy(process.ppid, startOf(process.ppid) ?? '');
  await expect(claimDirectory(directory)).rejects.toThrow(StoreStartFault);
});

test.each<[why: string, pid: number, start: string]>([
  ['a process that ended', 4_194_303, '1'],
  ['another process with the same number, as in a container', process.pid, '1'],
  ['nonsense', Number.NaN, ''],
])('the claim of %s is taken over', async (_why, pid, start) => {
  await claimBy(pid, start);
  const claim = await claimDirectory(directory);
  const text = await readFile(join(directory, 'outpace.pid'), 'utf8');
  expect(Number.parseInt(text, 10)).toBe(process.pid);
  expect(await readdir(directory)).toEqual(['outpace.pid']);
  await claim.release();
});
