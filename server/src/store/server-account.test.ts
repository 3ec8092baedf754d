import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isReachable, parseAccounts, reachableBinaries } from './server-account.ts';

const passwd = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin
`;

test('accounts are found by name', () => {
  expect(parseAccounts(passwd).get('nobody')).toEqual({ uid: 65_534, gid: 65_533 });
  expect(parseAccounts(passwd).get('postgres')).toBe(undefined);
});

test('a directory is reachable when all above it may be passed', async () => {
  const home = await mkdtemp(join(tmpdir(), 'outpace-reach-'));
  const inner = join(home, 'inner');
  await mkdir(inner);
  const { uid, gid } = await stat(home);
  const [owner, member, stranger] = [
    { uid, gid },
    { uid: 65_534, gid },
    { uid: 65_534, gid: 65_534 },
  ];
  const modes = [0o700, 0o710, 0o701];
  const found: boolean[][] = [];
  for (const mode of modes) {
    await chmod(home, mode);
    const asked = [owner, member, stranger].map((account) => isReachable(inner, account));
    found.push(await Promise.all(asked));
  }
  await rm(home, { recursive: true });
  expect(found).toEqual([
    [true, false, false],
    [true, true, false],
    [true, false, true],
  ]);
});

test('whoever runs the server themselves needs no copy of it', async () => {
  const binaries = { root: '/anywhere', version: '1' };
  expect(await reachableBinaries(binaries, undefined)).toBe(binaries);
});
