import { siteId } from '@outpace/engine/basics/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EpochLost, StoreFault } from '../ports.ts';
import { asOwner, markCommit, OwnerInDoubt, takeOwnership, wasWritten } from './ownership.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const site = siteId('main');
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
});
afterAll(() => database.drop());

const rename = "update sites set name = 'Changed' where site = $1";

test('the epoch only goes up, also when many take the site at once', async () => {
  const takes = [1, 2, 3, 4].map(() => takeOwnership(database.pool, site));
  expect((await Promise.all(takes)).toSorted()).toEqual([1, 2, 3, 4]);
  await expect(takeOwnership(database.pool, siteId('nowhere'))).rejects.toThrow(StoreFault);
});

test('work that fails leaves nothing behind, and the connection is good again', async () => {
  const ours = { site, epoch: await takeOwnership(database.pool, site) };
  const failing = asOwner(database.pool, ours, async (statements) => {
    await statements.run('rename', rename, [site]);
    await statements.run('broken', 'select broken', []);
  });
  await expect(failing).rejects.toThrow('the statement broken did not run');
  await expect(failing).rejects.toMatchObject({ cause: expect.any(pg.DatabaseError) });
  const { rows } = await database.pool.query('select name from sites');
  expect(rows).toEqual([{ name: 'Main' }]);
});

test('a bug stays a bug', async () => {
  const ours = { site, epoch: await takeOwnership(database.pool, site) };
  const failing = asOwner(database.pool, ours, () => Promise.reject(new Error('bug: here')));
  await expect(failing).rejects.toThrow('bug: here');
  await expect(failing).rejects.not.toThrow(StoreFault);
});

test('a former owner is told that it is one, and its work is never begun', async () => {
  const before = await takeOwnership(database.pool, site);
  await takeOwnership(database.pool, site);
  let began = 0;
  const late = asOwner(database.pool, { site, epoch: before }, async () => {
    began += 1;
  });
  await expect(late).rejects.toThrow(EpochLost);
  expect(began).toBe(0);
});

test('a take-over waits for the transaction of the owner', async () => {
  const ours = { site, epoch: await takeOwnership(database.pool, site) };
  const order: string[] = [];
  let taken: Promise<unknown> = Promise.resolve();
  await asOwner(database.pool, ours, async (statements) => {
    taken = takeOwnership(database.pool, site).then(() => order.push('taken over'));
    // Until the other stands at the row that is held.
    while ((await statements.run('waiting', WAITING, [])).length === 0);
    order.push('written');
  });
  await taken;
  expect(order).toEqual(['written', 'taken over']);
});

const XID = 'select pg_current_xact_id()::text as xid';

// Other tests wait for locks of their own on the same server.
const WAITING = `select from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

test('whether a transaction whose end was not heard was written can be asked', async () => {
  const { pool } = database;
  const ours = { site, epoch: await takeOwnership(pool, site) };
  const ask = (transaction: string, mark: string) =>
    asOwner(pool, ours, (statements) => wasWritten(statements, ours, { transaction, mark }));
  const failing = asOwner(pool, ours, async (statements) => {
    await markCommit(statements, ours, 'failed');
    const [own] = await statements.run<{ pid: number }>(
      'pid',
      'select pg_backend_pid() as pid',
      [],
    );
    await pool.query('select pg_terminate_backend($1)', [own?.pid]);
  });
  const fault: unknown = await failing.catch((each: unknown) => each);
  expect(fault).toBeInstanceOf(OwnerInDoubt);
  expect(await ask((fault as OwnerInDoubt).transaction, 'failed')).toBe(false);
  let done = '';
  await asOwner(pool, ours, async (statements) => {
    const [own] = await statements.run<{ xid: string }>('xid', XID, []);
    done = own?.xid ?? '';
    expect(await ask(done, 'under way')).toBeUndefined();
    await markCommit(statements, ours, 'under way');
  }).catch(() => undefined);
  // Whoever asked has ended it, for nobody knows who is at its other end.
  expect(await ask(done, 'under way')).toBe(false);
  const written = await asOwner(pool, ours, async (statements) => {
    const [own] = await statements.run<{ xid: string }>('xid', XID, []);
    await markCommit(statements, ours, 'written');
    return own?.xid ?? '';
  });
  expect(await ask(written, 'written')).toBe(true);
  // After a fail-over a number is of another transaction, or of none yet.
  expect(await ask(written, 'never written')).toBe(false);
  expect(await ask(`${2n ** 40n}`, 'never written')).toBe(false);
});

test('a database that is gone is a fault of the store', async () => {
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1 });
  await expect(takeOwnership(pool, site)).rejects.toThrow(StoreFault);
  await pool.end();
});
