import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseList, SharedLibraries } from './shared-libraries.ts';

test.each<[why: string, lines: string[], paths: string[] | undefined]>([
  [
    'libraries by their paths',
    ['linux-vdso.so.1 (0x1)', 'libm.so.6 => /s/libm.so.6 (0x2)', 'libc.so.6 => /s/libc.so.6 (0x3)'],
    ['/s/libm.so.6', '/s/libc.so.6'],
  ],
  ['one that is missing', ['libx.so.1 => not found', 'libc.so.6 => /s/libc.so.6 (0x3)'], undefined],
  ['a program that needs none', ['statically linked'], []],
])('%s', (_why, lines, paths) => {
  expect(parseList(lines.map((line) => `\t${line}`).join('\n'))).toEqual(paths);
});

test('finds the loader of the unpacked system, for whatever processor', async () => {
  const root = await mkdtemp(join(tmpdir(), 'outpace-stage-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await expect(mkdir(join(root, 'usr/lib/python3'), { recursive: true })).resolves.toBeDefined();
  await expect(SharedLibraries.under(root)).rejects.toThrow('have no loader');
  const main = join(root, 'usr/lib/aarch64-linux-gnu');
  await mkdir(main);
  await writeFile(join(main, 'ld-linux-aarch64.so.1'), '');
  const shared = await SharedLibraries.under(root, ['more']);
  expect(shared.loader).toBe(join(main, 'ld-linux-aarch64.so.1'));
  expect(shared.folders).toEqual([main, join(main, 'more')]);
});
