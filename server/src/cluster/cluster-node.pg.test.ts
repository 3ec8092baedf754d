import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { FENCE_MS, type Moment, type SiteLease } from '../dialer/site-lease.ts';
import { EpochLost } from '../ports.ts';
import { newestSchema } from '../store/newer-release.ts';
import { takeOwnership } from '../store/ownership.ts';
import { type TestDatabase, testDatabase } from '../store/test-database.ts';
import { ABANDON_AFTER_MS, ClusterNode, JUDGE_AFTER_MS } from './cluster-node.ts';

let database: TestDatabase;
/** No database is newer than this. */
const NEWEST = 9_999;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(
    "insert into sites (site, name) select 's' || n, 'Site' from generate_series(1, 4) n",
  );
});
afterAll(() => database.drop());
beforeEach(() =>
  database.pool.query('delete from site_leases; delete from nodes; delete from newer_release'),
);

type Opened = {
  readonly lease: SiteLease;
  readonly onEnd: (reason: Error) => void;
  isOpen: boolean;
  wasHandedOver: boolean;
  wasAbandoned: boolean;
};

/** A node whose time stands still unless it is told, and that looks when it is told to. */
class Desk {
  readonly sites = new Map<SiteId, Opened>();
  readonly faults: string[] = [];
  readonly ends: string[] = [];
  readonly node: ClusterNode;
  nowMs = 0;
  outdated = 0;
  beats = database.pool;

  constructor(nodeId: string, knows = NEWEST) {
    const { pool } = database;
    const desk = this;
    this.node = new ClusterNode({
      ...{ nodeId, knows, pool },
      address: `http://${nodeId}.example`,
      get beats() {
        return desk.beats;
      },
      open: ({ site }, lease, onEnd) => this.#open(site, lease, onEnd),
      onFault: (what) => void this.faults.push(what),
      onOutdated: () => {
        this.outdated += 1;
      },
      onEnd: (reason) => void this.ends.push(reason.message),
      now: (): Moment => ({ steadyMs: this.nowMs, wallMs: this.nowMs }),
    });
  }

  static async open(nodeId: string, knows?: number): Promise<Desk> {
    const desk = new Desk(nodeId, knows);
    // Each of them is another process, and none is proved dead from here.
    await database.pool.query(
      `insert into nodes (id, address, process, phase) values ($1, $2, $3, 'working')`,
      [nodeId, desk.node.announced.address, desk.node.announced.process],
    );
    return desk;
  }

  /** Ids of the sites that are at work here. */
  get at(): string {
    const open = [...this.sites].filter(([, { isOpen }]) => isOpen);
    return open
      .map(([site]) => site)
      .toSorted()
      .join(' ');
  }

  #open(site: SiteId, lease: SiteLease, onEnd: (reason: Error) => void) {
    const opened = { lease, onEnd, isOpen: true, wasHandedOver: false, wasAbandoned: false };
    this.sites.set(site, opened);
    return Promise.resolve({
      handOver: async () => {
        opened.wasHandedOver = true;
      },
      close: async () => {
        opened.isOpen = false;
      },
      abandon: async () => {
        opened.isOpen = false;
        opened.wasAbandoned = true;
      },
    });
  }
}

const look = async (...desks: readonly Desk[]): Promise<void> => {
  for (const { node } of desks) await node.look();
};
const runOut = (): Promise<unknown> =>
  database.pool.query(`update site_leases set expires_at = clock_timestamp() - interval '1 s'`);

test('what nobody has had is shared, and a node that joins gets its share one by one', async () => {
  const a = await Desk.open('a');
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  const b = await Desk.open('b');
  const shared = async (): Promise<readonly string[]> => {
    await look(a, b);
    return [a.at, b.at];
  };
  await expect.poll(shared).toEqual(['s1 s2', 's3 s4']);
  expect(a.sites.get(siteId('s3'))?.wasHandedOver).toBe(true);
  expect([...a.faults, ...b.faults]).toEqual([]);
  await look(a, b, a, b);
  expect([a.at, b.at]).toEqual(['s1 s2', 's3 s4']);
  await a.node.close();
  await b.node.close();
});

test('sites of a dead node are taken when their leases have run out, and not before', async () => {
  const a = await Desk.open('a');
  const b = await Desk.open('b');
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s3');
  await look(b);
  await expect.poll(() => b.at).toBe('s2 s4');
  await database.pool.query(`update nodes set seen_at = seen_at - interval '1 min' where id = 'a'`);
  b.nowMs = JUDGE_AFTER_MS;
  await look(b);
  expect(b.at).toBe('s2 s4');
  await runOut();
  const takenOver = async (): Promise<string> => {
    await look(b);
    return b.at;
  };
  await expect.poll(takenOver).toBe('s1 s2 s3 s4');
  // Back again: it has lost them, and its orders are held back before it knows.
  a.nowMs = FENCE_MS;
  expect(a.sites.get(siteId('s1'))?.lease.mayOrder()).toBe(false);
  await look(a);
  await expect.poll(() => a.at).toBe('');
  await a.node.close();
  await b.node.close();
});

test('who could not see the database itself leaves others the time to renew', async () => {
  const [a, b] = [await Desk.open('a'), await Desk.open('b')];
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s3');
  await look(b);
  await expect.poll(() => b.at).toBe('s2 s4');
  await runOut();
  b.nowMs = FENCE_MS + 2_000;
  const broken = new pg.Pool({ host: '127.0.0.1', port: 1 });
  b.beats = broken;
  await look(b);
  expect([b.faults, b.node.isSeeing]).toEqual([['the database was not seen'], false]);
  b.beats = database.pool;
  b.nowMs += 1_000;
  await look(b, a);
  expect([a.at, b.at, b.sites.get(siteId('s2'))?.lease.mayDial()]).toEqual([
    's1 s3',
    's2 s4',
    true,
  ]);
  await broken.end();
  await a.node.close();
  await b.node.close();
});

test('a database that is slow for a moment does not keep a node from taking sites', async () => {
  const a = await Desk.open('a');
  await database.pool.query(
    `insert into site_leases (site, epoch, node, expires_at)
     select site, 1, 'gone', clock_timestamp() - interval '1 s' from sites`,
  );
  const broken = new pg.Pool({ host: '127.0.0.1', port: 1 });
  for (const [nowMs, beats] of [
    [0, database.pool],
    [1_500, broken],
    [JUDGE_AFTER_MS - 1, database.pool],
  ] as const) {
    Object.assign(a, { nowMs, beats });
    await look(a);
  }
  expect(a.at).toBe('');
  a.nowMs = JUDGE_AFTER_MS;
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  await broken.end();
  await a.node.close();
});

test('a node that is cut off for long abandons its sites, and takes them again later', async () => {
  const a = await Desk.open('a');
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  const broken = new pg.Pool({ host: '127.0.0.1', port: 1 });
  a.beats = broken;
  a.nowMs = ABANDON_AFTER_MS - 1;
  await look(a);
  expect(a.at).toBe('s1 s2 s3 s4');
  a.nowMs = ABANDON_AFTER_MS;
  await look(a);
  await expect.poll(() => a.at).toBe('');
  expect(a.sites.get(siteId('s1'))?.wasAbandoned).toBe(true);
  a.beats = database.pool;
  await runOut();
  await look(a);
  a.nowMs += JUDGE_AFTER_MS;
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  await broken.end();
  await a.node.close();
});

test('a node that drains keeps nothing, and ends when the last one has gone', async () => {
  const [a, b] = [await Desk.open('a'), await Desk.open('b')];
  a.node.start();
  await expect.poll(() => a.at).toBe('s1 s3');
  b.node.start();
  await expect.poll(() => b.at).toBe('s2 s4');
  await a.node.drain(1_000);
  expect(a.at).toBe('');
  await a.node.close();
  await expect.poll(() => b.at).toBe('s1 s2 s3 s4');
  // Nobody is left to take them: who comes later finds them free.
  await b.node.drain(10_000);
  expect(b.at).toBe('');
  expect([...b.sites.values()].map(({ wasHandedOver }) => wasHandedOver)).not.toContain(false);
  await b.node.close();
  expect([b.at, b.node.isSeeing, ...a.faults, ...b.faults]).toEqual(['', false]);
  expect((await database.pool.query('select from nodes')).rowCount).toBe(0);
});

test('a node gives way to a newer release, and goes on when that does not come', async () => {
  const knows = await newestSchema(database.pool);
  const a = await Desk.open('a', knows);
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  const ask = (at: string): Promise<unknown> =>
    database.pool.query(
      `insert into newer_release (version, asked_at) values ($1, ${at})
       on conflict (is_only) do update set asked_at = excluded.asked_at`,
      [knows + 1],
    );
  await ask('clock_timestamp()');
  await look(a);
  await expect.poll(() => a.at).toBe('');
  expect([...a.sites.values()].map(({ wasHandedOver }) => wasHandedOver)).not.toContain(false);
  const free = async (): Promise<number | null> => {
    const text = `select from site_leases where expires_at = '-infinity'`;
    return (await database.pool.query(text)).rowCount;
  };
  await expect.poll(free).toBe(4);
  await look(a, a);
  expect([a.at, a.outdated]).toEqual(['', 1]);
  await ask("clock_timestamp() - interval '1 minute'");
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  await database.pool.query(
    "insert into schema_migrations (version, name) values ($1, 'later.sql')",
    [knows + 1],
  );
  onTestFinished(async () => {
    await database.pool.query('delete from schema_migrations where version = $1', [knows + 1]);
  });
  await look(a);
  await expect.poll(() => [a.at, a.outdated, ...a.faults]).toEqual(['', 2]);
  await a.node.close();
});

test('a dialer that has lost its site ends the site, any other end ends the process', async () => {
  const a = await Desk.open('a');
  await look(a);
  await expect.poll(() => a.at).toBe('s1 s2 s3 s4');
  const end = (site: string, reason: Error): void => a.sites.get(siteId(site))?.onEnd(reason);
  end('s1', new EpochLost('epoch 9 owns the site'));
  await takeOwnership(database.pool, siteId('s2'));
  end('s2', new Error('the switch was taken over'));
  await expect.poll(() => a.at).toBe('s3 s4');
  expect(a.ends).toEqual([]);
  end('s3', new TypeError('x is not a function'));
  await expect.poll(() => a.ends).toEqual(['x is not a function']);
  await a.node.close();
});

test('a site that does not open is given up, and tried again', async () => {
  const desk = await Desk.open('a');
  let tries = 0;
  const node = new ClusterNode({
    nodeId: 'a',
    address: 'http://a.example',
    knows: NEWEST,
    ...{ pool: database.pool, beats: database.pool },
    open: () => {
      tries += 1;
      return Promise.reject(new Error('the switch is away'));
    },
    onFault: (what) => void desk.faults.push(what),
    onEnd: () => undefined,
  });
  await node.look();
  await expect.poll(() => desk.faults).toContain('site s4 has not moved');
  const tried = async (): Promise<number> => {
    await node.look();
    return tries;
  };
  await expect.poll(tried).toBeGreaterThan(4);
  await node.close();
});

test('whose name another process has taken must end', async () => {
  const a = await Desk.open('a');
  await database.pool.query(`update nodes set process = 'another-machine - 1 1'`);
  await look(a);
  expect(a.ends).toEqual(['another process is the node a now']);
  await a.node.close();
});
