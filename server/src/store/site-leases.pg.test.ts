import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { must } from '@outpace/engine/basics/assert.ts';
import { epoch, siteId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EpochLost } from '../ports.ts';
import { newestSchema } from './newer-release.ts';
import { asOwner, takeOwnership } from './ownership.ts';
import { startOf } from './running-process.ts';
import {
  type Announced,
  beat,
  giveUpSite,
  isProvedDead,
  joinAs,
  leaveAs,
  renewSite,
  takeSite,
  thisProcess,
} from './site-leases.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const site = siteId('main');
/** No database is newer than this. */
const NEWEST = 9_999;
let database: TestDatabase;

const node = (nodeId: string, process = thisProcess()): Announced => {
  return { nodeId, address: `http://${nodeId}.example:7600`, process, phase: 'working' };
};
/** Nobody knows from here whether it lives. */
const elsewhere = 'another-machine - 1 1';
const runOut = (): Promise<unknown> =>
  database.pool.query(`update site_leases set expires_at = clock_timestamp() - interval '1 s'`);

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query('delete from site_leases; delete from nodes'));

test('a site that nobody has is taken once, and again when its lease has run out', async () => {
  const { pool } = database;
  const takes = await Promise.all(['a', 'b', 'c'].map((id) => takeSite(pool, site, id, NEWEST)));
  const taken = takes.filter((each) => each !== undefined);
  expect(taken).toHaveLength(1);
  expect(await takeSite(pool, site, 'd', NEWEST)).toBeUndefined();
  await runOut();
  const next = must(await takeSite(pool, site, 'd', NEWEST), 'the site');
  expect(next.epoch).toBeGreaterThan(taken[0]?.epoch ?? 0);
});

test('whoever renews keeps it; whoever comes late neither renews nor writes', async () => {
  const { pool } = database;
  const first = must(await takeSite(pool, site, 'a', NEWEST), 'the site');
  await runOut();
  expect(await renewSite(pool, first)).toBe(true);
  expect(await takeSite(pool, site, 'b', NEWEST)).toBeUndefined();
  await runOut();
  expect(await takeSite(pool, site, 'b', NEWEST)).toBeDefined();
  expect(await renewSite(pool, first)).toBe(false);
  await expect(asOwner(pool, first, async () => undefined)).rejects.toThrow(EpochLost);
  // What is given up late is not given up by whoever has it now.
  await giveUpSite(pool, first);
  expect(await takeSite(pool, site, 'c', NEWEST)).toBeUndefined();
});

test('what was given up may be taken at once', async () => {
  const { pool } = database;
  const mine = must(await takeSite(pool, site, 'a', NEWEST), 'the site');
  await giveUpSite(pool, mine);
  const { sites } = await beat(pool, node('b'), []);
  expect(sites).toMatchObject([{ owner: 'nobody', isGivenUp: true, epoch: mine.epoch }]);
  expect(await takeSite(pool, site, 'b', NEWEST)).toMatchObject({ epoch: mine.epoch + 1 });
});

test('a beat says who is there, what is mine still, and where every site is', async () => {
  const { pool } = database;
  await joinAs(pool, node('a'));
  await joinAs(pool, node('b', elsewhere));
  await pool.query("update nodes set seen_at = seen_at - interval '1 hour' where id = 'b'");
  const mine = must(await takeSite(pool, site, 'a', NEWEST), 'the site');
  const lost = { site, epoch: epoch(mine.epoch + 5) };
  const seen = await beat(pool, { ...node('a'), phase: 'draining' }, [mine]);
  expect(seen).toEqual({
    isNameLost: false,
    renewed: [site],
    nodes: [
      { nodeId: 'a', isAlive: true, phase: 'draining' },
      { nodeId: 'b', isAlive: false, phase: 'working' },
    ],
    sites: [
      {
        siteId: site,
        owner: { nodeId: 'a' },
        isGivenUp: false,
        address: 'http://a.example:7600',
        epoch: mine.epoch,
      },
    ],
    schema: await newestSchema(pool),
  });
  expect((await beat(pool, node('a'), [lost])).renewed).toEqual([]);
});

test('a node takes no site of a database that is newer than its release', async () => {
  const { pool } = database;
  const [newest] = (await pool.query('select max(version) as version from schema_migrations')).rows;
  await expect(takeSite(pool, site, 'a', newest.version - 1)).rejects.toThrow(
    'site main is not taken: the database is of a newer release',
  );
  expect((await beat(pool, node('a'), [])).sites).toMatchObject([{ owner: 'nobody' }]);
  expect(await takeSite(pool, site, 'a', newest.version)).toBeDefined();
});

test('a server that is no node is left alone while it renews', async () => {
  const { pool } = database;
  const alone = { site, epoch: await takeOwnership(pool, site) };
  expect((await beat(pool, node('a'), [])).sites).toMatchObject([{ owner: 'outsider' }]);
  expect(await takeSite(pool, site, 'a', NEWEST)).toBeUndefined();
  await runOut();
  expect(await takeSite(pool, site, 'a', NEWEST)).toBeDefined();
  expect(await renewSite(pool, alone)).toBe(false);
});

test('a node that was killed comes back at once, one that may live does not', async () => {
  const { pool } = database;
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const pid = must(child.pid, 'its number');
  const [machine, room] = thisProcess().split(' ');
  const other = [machine, room, pid, startOf(pid)].join(' ');
  expect(await joinAs(pool, node('a', other))).toBe(true);
  expect(await takeSite(pool, site, 'a', NEWEST)).toBeDefined();
  expect(isProvedDead(other)).toBe(false);
  expect(await joinAs(pool, node('a'))).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isProvedDead(other)).toBe(true);
  expect(await joinAs(pool, node('a'))).toBe(true);
  expect(await takeSite(pool, site, 'a', NEWEST)).toBeDefined();
  expect((await beat(pool, node('a', other), [])).isNameLost).toBe(true);
});

test('of another machine a node must have been silent for a lease', async () => {
  const { pool } = database;
  await joinAs(pool, node('a', elsewhere));
  expect(await joinAs(pool, node('a'))).toBe(false);
  await pool.query("update nodes set seen_at = seen_at - interval '1 minute'");
  expect(await joinAs(pool, node('a'))).toBe(true);
  await leaveAs(pool, node('a', elsewhere));
  expect((await beat(pool, node('a'), [])).isNameLost).toBe(false);
  await leaveAs(pool, node('a'));
  expect((await beat(pool, node('a'), [])).isNameLost).toBe(true);
});
