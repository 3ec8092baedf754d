import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';
import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import { type Logger, pino } from 'pino';
import { buildNodeApp } from './api/node-app.ts';
import { certificateFor } from './certificate.ts';
import { ClusterNode, type OpenSite } from './cluster/cluster-node.ts';
import { openFront } from './cluster/front.ts';
import { Gateway, type There } from './cluster/gateway.ts';
import { joinCluster } from './cluster/join-cluster.ts';
import type { Config, NodeChoice } from './config.ts';
import type { SiteLease } from './dialer/site-lease.ts';
import { oidcOf } from './oidc/oidc-provider.ts';
import { openSite, type SiteParts, type Telephony } from './open-site.ts';
import type { PlanSimulator } from './ports.ts';
import { bucketOf } from './recordings/bucket.ts';
import { secretsOf } from './secret-keys.ts';
import { serverUrl } from './server-url.ts';
import { givingUp, newPool, openDatabase } from './store/database.ts';
import { type Migration, ownMigrations } from './store/migrate.ts';
import { migrateAmongNodes } from './store/newer-release.ts';
import { LEASE_MS, type Ownership } from './store/ownership.ts';

export type NodeParts = {
  readonly config: Config & { readonly node: NodeChoice; readonly databaseUrl: string };
  /** The switch of a site, each time the site comes to this node. */
  readonly telephony: (siteId: SiteId) => Promise<Telephony>;
  /** What lives plans for supervisors; undefined: they cannot be simulated. */
  readonly simulator?: PlanSimulator;
  /** Folder of the built page; without it only the API is served. */
  readonly webRoot?: string;
  /** Of another release, to be proved with; those that are there otherwise. */
  readonly migrations?: readonly Migration[];
  /** Sees to it that the site of the configuration is in the database. */
  readonly prepareSite: (pool: Pool) => Promise<void>;
};

export type RunningNode = {
  /** Where the page is, and where other nodes pass on to. */
  readonly url: string;
  /** Hands its sites over to the other nodes, waits for that, and ends. */
  close(): Promise<void>;
};

/** One of its answers must come within this, ms, or a node has not seen the database. */
const BEAT_MS_MAX = 1_500;

/** An owner that was stopped in the middle of a transaction must not keep the site for ever. */
const IDLE_IN_TRANSACTION_MS = LEASE_MS / 2;

/** A node that drains gives its sites up one after another; the rest is closed as it is. */
const DRAIN_MS_MAX = 60_000;

/**
 * Config → store → door → node: the sites come by themselves. Throws a `StartFault` with one
 * sentence when the database cannot be had, its secrets not be opened, the certificate not be used,
 * or the name is taken.
 */
export async function startNode(parts: NodeParts): Promise<RunningNode> {
  const { config } = parts;
  const log = pino({ level: config.log }).child({ node: config.node.nodeId });
  const { databaseUrl, dataFolder: dataDir } = config;
  const oidc = await oidcOf(config.oidcFile);
  const bucket = await bucketOf(config.bucket);
  const session = {
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
  };
  const database = await openDatabase({ dataDir, databaseUrl, session });
  const { pool, dialerPool } = database;
  const own = parts.migrations ?? (await ownMigrations());
  const onWait = (): void => log.warn('nodes of an older release hand their sites over first');
  const giveUp = givingUp(database);
  await migrateAmongNodes(pool, { own, onWait }).catch(giveUp);
  const secretParts = { keys: config.secretKeys, dataFolder: dataDir, pool };
  const secrets = await secretsOf(secretParts).catch(giveUp);
  await parts.prepareSite(pool);
  const beats = newPool({
    connectionString: databaseUrl,
    max: 2,
    query_timeout: BEAT_MS_MAX,
    connectionTimeoutMillis: BEAT_MS_MAX,
  });
  const running = new RunningParts(
    parts,
    { pool, dialerPool, secrets, oidc, bucket },
    { log, knows: must(own.at(-1), 'a migration').version },
  );
  const { front, node } = await running.open(beats);
  await joinCluster(pool, node.announced);
  node.start();
  return {
    url: node.announced.address,
    async close(): Promise<void> {
      await node.drain(DRAIN_MS_MAX);
      await node.close();
      await running.close(front);
      await beats.end();
      await database.close();
    },
  };
}

const OUTDATED =
  'a newer release has the database: this node passes on what comes, and takes no site any more; ' +
  'start the newer one in its place';

type Door = Server | TlsServer;

/** What all sites of a node have alike. */
type SharedParts = Pick<SiteParts, 'pool' | 'dialerPool' | 'secrets' | 'oidc' | 'bucket'>;

/** What the door, the node and the sites know of each other. */
class RunningParts {
  readonly #parts: NodeParts;
  readonly #shared: SharedParts;
  readonly #log: Logger;
  readonly #knows: number;
  readonly #gateway: Gateway;
  readonly #here = new Map<SiteId, Server>();
  #node: ClusterNode | undefined;

  constructor(
    parts: NodeParts,
    shared: SharedParts,
    { log, knows }: { readonly log: Logger; readonly knows: number },
  ) {
    this.#parts = parts;
    this.#shared = shared;
    this.#log = log;
    this.#knows = knows;
    this.#gateway = new Gateway(parts.config.node.nodeId, shared.secrets);
  }

  async open(beats: Pool): Promise<{ readonly front: Door; readonly node: ClusterNode }> {
    const { config, webRoot } = this.#parts;
    const place = { dataFolder: config.dataFolder, host: config.host, now: new Date() };
    const certificate = await certificateFor(config.tls, place);
    const own = await buildNodeApp({
      config,
      health: () => ({
        sites: [...this.#here.keys()].toSorted(),
        database: this.#node?.isSeeing === true ? 'seen' : 'away',
      }),
      ...(webRoot === undefined ? {} : { webRoot }),
    });
    await own.ready();
    const front = openFront({
      sites: () => this.#node?.sites.map(({ siteId }) => siteId) ?? [],
      usualSite: config.siteId,
      here: (siteId) => this.#here.get(siteId),
      there: (siteId) => this.#there(siteId),
      gateway: this.#gateway,
      secrets: this.#shared.secrets,
      own: own.server,
      certificate,
    });
    await new Promise<void>((resolve, reject) => {
      front.once('error', reject);
      front.listen({ host: config.host, port: config.port }, resolve);
    });
    this.#node = this.#newNode(beats, addressOf(front, config));
    return { front, node: this.#node };
  }

  async close(front: Door): Promise<void> {
    this.#gateway.close();
    const closed = new Promise((resolve) => front.close(resolve));
    front.closeAllConnections();
    await closed;
  }

  #newNode(beats: Pool, address: string): ClusterNode {
    const { nodeId } = this.#parts.config.node;
    return new ClusterNode({
      ...{ nodeId, address, beats, pool: this.#shared.pool, knows: this.#knows },
      open: (owned, lease, onEnd) => this.#openSite(owned, lease, onEnd),
      onSeen: () => this.#gateway.keepTo((siteId) => this.#there(siteId)),
      onFault: (what, err) => this.#log.warn({ err }, what),
      onOutdated: () => this.#log.warn(OUTDATED),
      onEnd: (err) => {
        this.#log.fatal({ err }, 'the node has ended; start it again');
        process.exit(70);
      },
    });
  }

  #there(siteId: SiteId): There | undefined {
    const site = this.#node?.sites.find((each) => each.siteId === siteId);
    const { nodeId: me } = this.#parts.config.node;
    if (site?.address === undefined || typeof site.owner !== 'object') return undefined;
    if (site.owner.nodeId === me) return undefined;
    return { siteId, address: site.address, epoch: site.epoch };
  }

  async #openSite(
    { site: siteId, epoch }: Ownership,
    lease: SiteLease,
    onEnd: (reason: Error) => void,
  ): Promise<OpenSite> {
    const { config, telephony, simulator } = this.#parts;
    const site = await openSite({
      ...(await telephony(siteId)),
      ...{ config, siteId, simulator, ...this.#shared, onEnd, fence: lease },
      log: this.#log.child({ site: siteId }),
      take: () => Promise.resolve(epoch),
    });
    await site.app.ready();
    await site.start();
    site.startJobs();
    this.#here.set(siteId, site.app.server);
    this.#log.info({ site: siteId, epoch }, 'the site is here');
    const leave = (): void => {
      if (this.#here.get(siteId) === site.app.server) this.#here.delete(siteId);
      this.#log.info({ site: siteId, epoch }, 'the site is not here any more');
    };
    return {
      handOver: () => site.handOver(),
      close: () => {
        leave();
        return site.close('keep');
      },
      abandon: () => {
        leave();
        return site.abandon();
      },
    };
  }
}

function addressOf(front: Door, { node, tls, host }: NodeParts['config']): string {
  if (node.url !== undefined) return node.url;
  const listening = front.address() ?? '';
  const port = typeof listening === 'string' ? listening : listening.port;
  return serverUrl(tls, host, Number(port));
}
