import { afterAll, expect, test } from 'vitest';
import { testDatabase } from './test-database.ts';
import { onServer, sharedServer, shareServer } from './test-server.ts';

const before = process.env.OUTPACE_TEST_SERVER;
// Also where the test fails: the files after this one go on with the server of the whole run.
afterAll(() => {
  if (before !== undefined) process.env.OUTPACE_TEST_SERVER = before;
});

test('a shared server is used by everybody and stopped by whoever started it', async () => {
  const stop = await shareServer();
  const { connection } = await testDatabase().then(async (database) => {
    await database.drop();
    return database;
  });
  const shared = sharedServer();
  expect(connection.host).toBe(shared?.connection.host);
  // Whoever used it has left it running.
  await onServer(shared?.connection ?? {}, 'select 1');
  await stop();
  await expect(onServer(connection, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  expect(sharedServer()).toBeUndefined();
});
