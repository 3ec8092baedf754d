import { rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyTree } from './copy-tree.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'outpace-copy-'));
});
afterEach(() => rm(home, { recursive: true }));

test('files and folders go over with their modes, but for what is left out', async () => {
  const from = join(home, 'from');
  await mkdir(join(from, 'inner', 'empty'), { recursive: true, mode: 0o700 });
  await writeFile(join(from, 'one'), 'first');
  await writeFile(join(from, 'inner', 'two'), 'second');
  await writeFile(join(from, 'inner', 'left'), 'out');
  await chmod(join(from, 'one'), 0o600);
  const to = join(home, 'to');
  const asked: string[] = [];
  const copied = await copyTree(from, to, (path) => {
    asked.push(path);
    return path === 'inner/left';
  });
  expect(copied).toEqual({ files: 2, bytes: 11 });
  expect(asked.sort()).toEqual(['inner', 'inner/empty', 'inner/left', 'inner/two', 'one']);
  expect(await readFile(join(to, 'inner', 'two'), 'utf8')).toBe('second');
  expect((await stat(join(to, 'one'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(to, 'inner', 'empty'))).mode & 0o777).toBe(0o700);
  await expect(stat(join(to, 'inner', 'left'))).rejects.toThrow('ENOENT');
});

test('what vanishes meanwhile, and what is no file, is passed over', async () => {
  const from = join(home, 'from');
  await mkdir(from);
  await writeFile(join(from, 'gone'), 'soon');
  await writeFile(join(from, 'stays'), 'here');
  await symlink('/nowhere', join(from, 'link'));
  let isFirst = true;
  const { files } = await copyTree(from, join(home, 'to'), () => {
    // Between the look into the folder and the turn of the file.
    if (isFirst) rmSync(join(from, 'gone'));
    isFirst = false;
    return false;
  });
  expect(files).toBe(1);
  expect(await readFile(join(home, 'to', 'stays'), 'utf8')).toBe('here');
  await expect(stat(join(home, 'to', 'link'))).rejects.toThrow('ENOENT');
});

test('a folder that is not there is told', async () => {
  await expect(copyTree(join(home, 'none'), join(home, 'to'), () => false)).rejects.toThrow(
    'ENOENT',
  );
});
