import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { embeddedBinaries } from './postgres-binaries.ts';

test('the server of this platform is there with its programs and libraries', async () => {
  const { root, version } = await embeddedBinaries();
  const programs = ['postgres', 'initdb'].map((name) => stat(join(root, 'bin', name)));
  for (const { mode } of await Promise.all(programs)) expect(mode & 0o111).not.toBe(0);
  expect(version).toMatch(new RegExp(`^${process.platform}-${process.arch}-\\d+`));
});
