import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cached, cacheFolder } from './cache-folder.ts';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'outpace-cache-'));
});
afterEach(() => rm(cache, { recursive: true }));

test.each<[why: string, variables: Record<string, string>, folder: string]>([
  ['a chosen folder', { OUTPACE_CACHE: '/var/c', XDG_CACHE_HOME: '/x' }, '/var/c'],
  ['the place of the desktop', { XDG_CACHE_HOME: '/x' }, '/x/outpace'],
  ['the usual place', { OUTPACE_CACHE: '' }, join(homedir(), '.cache', 'outpace')],
])('%s', (_why, variables, folder) => {
  expect(cacheFolder(variables)).toBe(folder);
});

test('a folder is made once', async () => {
  let times = 0;
  const make = async (draft: string): Promise<void> => {
    times += 1;
    await writeFile(join(draft, 'file'), 'content');
  };
  const first = await cached(cache, 'tree', make);
  expect(await cached(cache, 'tree', make)).toBe(first);
  expect(times).toBe(1);
  expect(await readdir(cache)).toEqual(['tree']);
  expect(await readFile(join(first, 'file'), 'utf8')).toBe('content');
});

test('what could not be made leaves nothing behind, and is tried again', async () => {
  const failing = cached(cache, 'tree', async (draft) => {
    await writeFile(join(draft, 'half'), '');
    throw new Error('the line is down');
  });
  await expect(failing).rejects.toThrow('the line is down');
  expect(await readdir(cache)).toEqual([]);
  const folder = await cached(cache, 'tree', () => Promise.resolve());
  expect(await readdir(folder)).toEqual([]);
});

test('several that ask at once in one process wait for each other', async () => {
  const made: string[] = [];
  const ask = (name: string): Promise<string> =>
    cached(cache, name, async (draft) => {
      await writeFile(join(draft, name), '');
      made.push(name);
    });
  const names = ['one', 'two', 'one', 'three', 'two'];
  const folders = await Promise.all(names.map(ask));
  expect(folders).toEqual(names.map((name) => join(cache, name)));
  expect(made).toEqual(['one', 'two', 'three']);
  expect((await readdir(cache)).toSorted()).toEqual(['one', 'three', 'two']);
});

test('of several processes that ask at once one makes it', async () => {
  const makers = await Promise.all([1, 2, 3, 4].map(askInOtherProcess));
  expect(makers.toSorted()).toEqual(['found', 'found', 'found', 'made']);
  expect(await readdir(cache)).toEqual(['tree']);
});

test('the lock of a process that has died is broken', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await mkdir(join(cache, 'lock'));
  await writeFile(join(cache, 'lock', 'owner'), `${child.pid}\n1\n`);
  await cached(cache, 'tree', () => Promise.resolve());
  expect(await readdir(cache)).toEqual(['tree']);
});

async function askInOtherProcess(): Promise<string> {
  const script = `
    import { setTimeout } from 'node:timers/promises';
    import { cached } from './cache-folder.ts';
    let said = 'found';
    await cached(${JSON.stringify(cache)}, 'tree', async () => {
      said = 'made';
      await setTimeout(200);
    });
    process.stdout.write(said);
  `;
  const args = ['--input-type=module-typescript', '-e', script];
  const cwd = dirname(new URL(import.meta.url).pathname);
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(String(text)));
  await once(child, 'close');
  return said.join('');
}
