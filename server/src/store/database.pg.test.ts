import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { givingUp, openDatabase } from './database.ts';
import { StoreStartFault } from './store-start-fault.ts';
import { addressOf, testDatabase } from './test-database.ts';

test('without a server named, one of our own is started and stopped', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'outpace-open-'));
  const database = await openDatabase({ dataDir });
  const { rows } = await database.pool.query('select current_database() as name');
  await database.close();
  await rm(dataDir, { recursive: true });
  expect([database.embedded, rows]).toEqual([true, [{ name: 'outpace' }]]);
});

test('a server that is named is used, and nothing is started', async () => {
  const { connection, drop } = await testDatabase();
  const { user, host, port, database: name } = connection;
  const place = `host=${encodeURIComponent(String(host))}&port=${port}`;
  const databaseUrl = `postgresql://${user}@/${name}?${place}`;
  const database = await openDatabase({ databaseUrl, dataDir: '/nowhere' });
  const { rows } = await database.pool.query('select current_database() as name');
  await database.close();
  await drop();
  expect([database.embedded, rows]).toEqual([false, [{ name }]]);
});

test('what goes wrong before a start closes it, and is thrown', async () => {
  const closed: string[] = [];
  const giveUp = givingUp({ close: async () => void closed.push('closed') });
  await expect(giveUp(new Error('no certificate'))).rejects.toThrow('no certificate');
  expect(closed).toEqual(['closed']);
});

test('however many wait for a connection, the dialer has its own', async () => {
  const { connection, drop } = await testDatabase();
  const databaseUrl = addressOf(connection);
  const { pool, dialerPool, close } = await openDatabase({ databaseUrl, dataDir: '/nowhere' });
  const held = await Promise.all(Array.from({ length: 14 }, () => pool.connect()));
  const waiting = pool.query('select 1 as late');
  await expect.poll(() => pool.waitingCount).toBe(1);
  expect((await dialerPool.query('select 1 as mine')).rows).toEqual([{ mine: 1 }]);
  for (const client of held) client.release();
  expect((await waiting).rows).toEqual([{ late: 1 }]);
  await close();
  await drop();
});

test('a server that does not answer is one sentence without the password', async () => {
  const databaseUrl = 'postgresql://outpace:secret@127.0.0.1:1/outpace';
  const failing = openDatabase({ databaseUrl, dataDir: '/nowhere' });
  await expect(failing).rejects.toThrow(StoreStartFault);
  await expect(failing).rejects.toThrow(
    /^The database 127\.0\.0\.1:1\/outpace cannot be reached: .*ECONNREFUSED.*\.$/,
  );
});
