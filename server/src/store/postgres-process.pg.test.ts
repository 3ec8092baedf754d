import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { embeddedBinaries } from './postgres-binaries.ts';
import { runPostgres, stopPostgres } from './postgres-process.ts';
import { isAlive } from './running-process.ts';
import { reachableBinaries, serverAccount } from './server-account.ts';

test('a server that runs already is taken as it is, and one that was stopped is gone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'outpace-process-'));
  const account = await serverAccount(directory);
  const binaries = await reachableBinaries(await embeddedBinaries(), account);
  const setup = { binaries, account, directory, sync: 'never' } as const;
  const server = await runPostgres(setup);
  const again = await runPostgres(setup);
  await stopPostgres(server, directory);
  // Stopping what has stopped is nothing to do.
  await stopPostgres(again, directory);
  await rm(directory, { recursive: true });
  expect(again).toEqual(server);
  expect(isAlive(server.pid)).toBe(false);
});
