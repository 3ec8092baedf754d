import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import { newPool } from '@outpace/server/store/database.ts';
import { migrate } from '@outpace/server/store/migrate.ts';
import { LEASE_MS } from '@outpace/server/store/ownership.ts';
import { newSecretKey } from '@outpace/server/store/secret-box.ts';
import type pg from 'pg';
import { type Damage, damageIn } from '../crash/killed-server.ts';
import { Prng } from '../prng.ts';
import { CarrierDoor, type HeardOrder } from './carrier-door.ts';
import {
  lateWrites,
  noteLateWrites,
  quickPeople,
  type SceneSite,
  setClusterScene,
} from './cluster-scene.ts';
import type { Disturbance, HeardDial } from './dial-pauses.ts';
import { FollowedDatabase } from './followed-database.ts';
import { freePort } from './free-port.ts';
import { PageAgent } from './page-agent.ts';
import { ProvedNode, type Without } from './proved-nodes.ts';
import { orderSite, type SiteOrder } from './site-order.ts';

export const TROUBLES = [
  'killed',
  'stopped before a write',
  'stopped and continued',
  'cut off before a write',
  'cut off and back',
  'drained and back',
  'killed and back at once',
  'database restarted',
  'database failed over',
  'stopped for a moment',
  'cut off before a commit',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export type TrialWish = {
  readonly nodes: number;
  readonly sites: number;
  readonly agentsPerSite: number;
  readonly chainsPerSite: number;
  /** One after another, again and again; each is done to a node that owns something. */
  readonly troubles: readonly Trouble[];
  /** No trouble begins later than this after the start of dialing, ms; none after a late write. */
  readonly lastsMs: number;
  readonly seed: number;
  readonly without?: Without | undefined;
  readonly say: (line: string) => void;
};

export type TrialReport = {
  readonly dials: readonly HeardDial[];
  readonly notesSaved: number;
  /** How often commands of pages were refused, by code. */
  readonly refused: ReadonlyMap<string, number>;
  /** Orders of a process after another one had come for the site. */
  readonly late: readonly HeardOrder[];
  readonly disturbances: readonly Disturbance[];
  readonly sites: readonly string[];
  readonly damage: ReadonlyMap<string, Damage>;
  readonly faults: readonly string[];
};

/** Longer than a lease, the time to believe it, and a look. */
const OVER_A_LEASE_MS = LEASE_MS + 6_000;
/** After a trouble, until the next: everything is where it belongs again. */
const REST_MS = 4_000;
/** Who has dialed within this dials. */
const DIALING_MS = 1_500;
/** Whoever owns a site writes something within this. */
const WORKING_MS_MAX = 10_000;
/** From the first transaction that is held, so that there are some more. */
const GATHERING_MS = 400;
const RECOVER_MS_MAX = 60_000;
const SETTLE_MS_MAX = 120_000;
/** What has not become less for so long stays: longer than anybody talks. */
const STUCK_MS = 40_000;
/** A slow disk: for so long a commit is on its way while the process may be stopped. */
const COMMIT_DELAY_US = 30_000;

/** Lives the life of a cluster under load, with one trouble after another. */
export async function tryCluster(wish: TrialWish): Promise<TrialReport> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-cluster-'));
  // As root, PostgreSQL runs as another user below it.
  await chmod(folder, 0o711);
  const trial = new Trial(wish, folder);
  try {
    return await trial.run();
  } finally {
    await trial.end();
    await rm(folder, { recursive: true, force: true });
  }
}

class Trial {
  readonly #wish: TrialWish;
  readonly #folder: string;
  readonly #random: Prng;
  readonly #dials: (HeardDial & { readonly attemptId: string })[] = [];
  readonly #saved = new Map<string, Map<InteractionId, string>>();
  readonly #refused = new Map<string, number>();
  readonly #late: HeardOrder[] = [];
  readonly #disturbances: Disturbance[] = [];
  readonly #faults: string[] = [];
  readonly #pages: PageAgent[] = [];
  readonly #carrier = new CarrierDoor(quickPeople, (order) => this.#heard(order));
  #nodes: readonly ProvedNode[] = [];
  #sites: readonly SceneSite[] = [];
  #database: FollowedDatabase | undefined;
  #pool: pg.Pool | undefined;

  constructor(wish: TrialWish, folder: string) {
    this.#wish = wish;
    this.#folder = folder;
    this.#random = new Prng(wish.seed);
  }

  async run(): Promise<TrialReport> {
    await this.#build();
    await this.#startDialing();
    await this.#trouble();
    await this.#settle();
    this.#faults.push(...(await lateWrites(this.#db)));
    const damage = new Map<string, Damage>();
    for (const { siteId } of this.#sites) {
      const dialed = this.#dials.filter(({ site }) => site === siteId);
      const heard = {
        dialed: dialed.map(({ attemptId }) => attemptId),
        saved: this.#saved.get(siteId) ?? new Map(),
      };
      damage.set(siteId, await damageIn(this.#db, heard, siteId));
    }
    return {
      dials: this.#dials,
      notesSaved: [...this.#saved.values()].reduce((sum, { size }) => sum + size, 0),
      refused: this.#refused,
      late: this.#late,
      disturbances: this.#disturbances,
      sites: this.#sites.map(({ siteId }) => siteId),
      damage,
      faults: this.#faults,
    };
  }

  async end(): Promise<void> {
    for (const page of this.#pages) page.close();
    for (const node of this.#nodes) await node.close();
    this.#carrier.close();
    await this.#pool?.end();
    await this.#database?.stop();
  }

  get #db(): pg.Pool {
    return must(this.#pool, 'the database');
  }

  #heard(order: HeardOrder): void {
    if (order.isLate) this.#late.push(order);
    if (order.type !== 'originate' || order.attemptId === undefined) return;
    const { siteId: site, attemptId } = order;
    this.#dials.push({ site, attemptId, atMs: performance.now() });
  }

  async #build(): Promise<void> {
    const { nodes, sites, agentsPerSite: agents, chainsPerSite: chains, without } = this.#wish;
    this.#database = await FollowedDatabase.start(this.#folder);
    const { connection, socketPath } = this.#database;
    this.#pool = newPool(connection);
    await migrate(this.#pool);
    await noteLateWrites(this.#pool);
    await this.#db.query(`alter system set commit_delay = ${COMMIT_DELAY_US}`);
    await this.#db.query('alter system set commit_siblings = 0');
    await this.#db.query('select pg_reload_conf()');
    this.#sites = await setClusterScene(this.#pool, { sites, agents, chains });
    const carrierPort = await this.#carrier.listen();
    const secretKey = newSecretKey();
    const made: ProvedNode[] = [];
    for (let n = 0; n < nodes; n += 1) {
      made.push(
        new ProvedNode({
          nodeId: `node-${n + 1}`,
          port: await freePort(),
          socketPath,
          user: `${connection.user}`,
          database: `${connection.database}`,
          onFault: (fault) => this.#faults.push(fault),
          ...{ carrierPort, secretKey, without },
        }),
      );
    }
    this.#nodes = made;
    await Promise.all(made.map((node) => node.start()));
  }

  /** Pages and supervisors come by any door. */
  readonly #door = (): string => {
    const open = this.#nodes.filter(({ isOpen }) => isOpen);
    const doors = open.length === 0 ? this.#nodes : open;
    return must(doors[this.#random.below(doors.length)], 'a door').url;
  };

  async #startDialing(): Promise<void> {
    for (const { siteId, agents } of this.#sites) {
      const saved = new Map<InteractionId, string>();
      this.#saved.set(siteId, saved);
      for (const { id, cookie } of agents) {
        const page = new PageAgent({
          ...{ siteId, cookie, door: this.#door },
          name: `${siteId}.${id}`,
          onSaved: (interactionId, note) => saved.set(interactionId, note),
          onRefused: (code) => this.#refused.set(code, (this.#refused.get(code) ?? 0) + 1),
        });
        this.#pages.push(page);
        page.open();
      }
    }
    await this.#eachSite('load', { autoComplete: false });
    await this.#eachSite('start', {});
  }

  /** Until it is done, or was done already; by one door after another. */
  async #eachSite(name: SiteOrder['name'], body?: object): Promise<void> {
    const order = { name, ...(body === undefined ? {} : { body }) };
    const how = { door: this.#door, forMsMax: SETTLE_MS_MAX };
    await Promise.all(
      this.#sites.map(async (site) => {
        if (await orderSite(site, { ...order, ...how })) return;
        this.#faults.push(`${name} of ${site.siteId} was not taken`);
      }),
    );
  }

  async #trouble(): Promise<void> {
    const { troubles, lastsMs, say } = this.#wish;
    await sleep(REST_MS);
    const startedAt = performance.now();
    for (let n = 0; performance.now() - startedAt < lastsMs; n += 1) {
      const trouble = must(troubles[n % troubles.length], 'a trouble');
      const node = await this.#owner();
      const fromMs = performance.now();
      await this.#make(trouble, node);
      await this.#untilAllDial(trouble);
      this.#disturbances.push({ what: trouble, fromMs, toMs: performance.now() });
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      say(`  ${seconds} s: ${node.nodeId} ${trouble}, ${this.#dials.length} dials`);
      // After that anything may happen, and nothing more is to be proved.
      if ((await lateWrites(this.#db)).length > 0) return;
    }
  }

  /** Every site dials again, and has moved back if it was to. */
  async #untilAllDial(after: string): Promise<void> {
    await sleep(REST_MS);
    const until = performance.now() + RECOVER_MS_MAX;
    const isDialing = ({ siteId }: SceneSite): boolean => {
      const last = this.#dials.findLast(({ site }) => site === siteId);
      return last !== undefined && performance.now() - last.atMs < DIALING_MS;
    };
    while (!this.#sites.every(isDialing)) {
      if (performance.now() > until) {
        this.#faults.push(`after one was ${after} a site dialed nobody any more`);
        return;
      }
      await sleep(100);
    }
    await sleep(DIALING_MS);
  }

  /** One of those that own a site. */
  async #owner(): Promise<ProvedNode> {
    const { rows } = await this.#db.query<{ readonly node: string }>(
      'select distinct node from site_leases where expires_at > clock_timestamp() order by node',
    );
    const owners = this.#nodes.filter(({ nodeId }) => rows.some(({ node }) => node === nodeId));
    const all = owners.length === 0 ? this.#nodes : owners;
    return must(all[this.#random.below(all.length)], 'a node');
  }

  async #make(trouble: Trouble, node: ProvedNode): Promise<void> {
    switch (trouble) {
      case 'killed':
        await node.kill();
        await sleep(OVER_A_LEASE_MS);
        return node.start();
      case 'killed and back at once':
        await node.kill();
        return node.start();
      case 'stopped and continued':
        return this.#stopped(node, OVER_A_LEASE_MS);
      case 'stopped for a moment':
        return this.#stopped(node, LEASE_MS / 3);
      case 'cut off and back':
        node.cut();
        await sleep(OVER_A_LEASE_MS);
        return node.mend();
      case 'stopped before a write':
        await cutAt(node, BEGIN);
        node.stop();
        await sleep(OVER_A_LEASE_MS);
        // Both at once: it wakes with the answer before it, and goes on where it was.
        node.mend();
        return node.goOn();
      case 'cut off before a write':
        await cutAt(node, BEGIN);
        await sleep(OVER_A_LEASE_MS);
        return node.mend();
      case 'cut off before a commit':
        await cutAt(node, COMMIT);
        await sleep(OVER_A_LEASE_MS);
        return node.mend();
      case 'drained and back':
        await node.drain();
        return node.start();
      case 'database restarted':
        return must(this.#database, 'the database').restart();
      case 'database failed over':
        return this.#failOver();
      default:
        return trouble satisfies never;
    }
  }

  async #stopped(node: ProvedNode, forMs: number): Promise<void> {
    node.stop();
    await sleep(forMs);
    node.goOn();
  }

  /** The address of the database leads to the standby from then on. */
  async #failOver(): Promise<void> {
    const database = must(this.#database, 'the database');
    await database.follow();
    await sleep(REST_MS);
    await database.failOver();
    await this.#db.end();
    this.#pool = newPool(database.connection);
    for (const node of this.#nodes) node.moveTo(database.socketPath);
  }

  /** Everybody finishes what they have, and then nothing may be left. */
  async #settle(): Promise<void> {
    await this.#eachSite('complete');
    let until = performance.now() + STUCK_MS;
    let fewest = Number.POSITIVE_INFINITY;
    while (performance.now() < until) {
      const { rows } = await this.#db.query<{ readonly left: number }>(
        `select (select count(*) from attempts where call_result is null)
           + (select count(*) from leases) + (select count(*) from dial_sessions) as left`,
      );
      const left = Number(rows[0]?.left);
      if (left === 0) break;
      if (left < fewest) until = performance.now() + STUCK_MS;
      fewest = Math.min(fewest, left);
      await sleep(250);
    }
    for (const page of this.#pages) page.close();
    for (const node of this.#nodes) await node.drain();
  }
}

/** The statements of an engine as they go over the wire: by their names, which end in a zero. */
const [BEGIN, COMMIT] = ['\0begin\0', '\0commit\0'] as const;

/** In the middle of all that it is just writing, if it does; in any case it is cut off. */
async function cutAt(node: ProvedNode, words: string): Promise<void> {
  await Promise.race([node.holdAt(words), sleep(WORKING_MS_MAX)]);
  await sleep(GATHERING_MS);
  node.cut();
}
