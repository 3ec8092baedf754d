import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { certificateFor } from './certificate.ts';
import { LoneOwner } from './cluster/lone-owner.ts';
import type { Config } from './config.ts';
import type { CommitTimes } from './dialer/commit-times.ts';
import { oidcOf } from './oidc/oidc-provider.ts';
import { openSite, type Telephony } from './open-site.ts';
import type { PlanSimulator } from './ports.ts';
import { bucketOf } from './recordings/bucket.ts';
import { secretsOf } from './secret-keys.ts';
import { serverUrl } from './server-url.ts';
import { givingUp, openDatabase } from './store/database.ts';
import { migrateAmongNodes } from './store/newer-release.ts';

export type ServerParts = Telephony & {
  readonly config: Config;
  /** What lives plans for supervisors; undefined: they cannot be simulated. */
  readonly simulator?: PlanSimulator;
  /** Who measures commits listens here. */
  readonly commits?: CommitTimes;
  /** Shown the state of the dialer after each step. */
  readonly inspect?: (state: SiteState) => void;
  /** Folder of the built page. */
  readonly webRoot: string;
  /** Sees to it that the site of the configuration is in the database. */
  readonly prepareSite: (pool: Pool) => Promise<void>;
};

export type RunningServer = {
  /** Where the page is, e.g. `http://localhost:7600`. */
  readonly url: string;
  readonly pool: Pool;
  /**
   * In order: pages, dialer, switch, database. Calls of a real switch go on by themselves and are
   * adopted by the next start, unless they are to end as well.
   */
  close(legs?: 'end' | 'keep'): Promise<void>;
};

/**
 * Config → store → switch → dialer → api → listen. Throws a `StartFault` with one sentence when the
 * database cannot be had, its secrets not be opened, or the certificate not be used.
 */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, carrier, phones, recordings, simulator, webRoot } = parts;
  const { commits, inspect } = parts;
  const log = pino({ level: config.log });
  const { dataFolder: dataDir, databaseUrl, siteId } = config;
  const oidc = await oidcOf(config.oidcFile);
  const bucket = await bucketOf(config.bucket);
  const database = await openDatabase(
    databaseUrl === undefined ? { dataDir } : { dataDir, databaseUrl },
  );
  // After the database, which makes the data folder so that its own user can reach it.
  const place = { dataFolder: dataDir, host: config.host, now: new Date() };
  const giveUp = givingUp(database);
  const certificate = await certificateFor(config.tls, place).catch(giveUp);
  const { pool, dialerPool } = database;
  await migrateAmongNodes(pool).catch(giveUp);
  const secretParts = { keys: config.secretKeys, dataFolder: dataDir, pool };
  const secrets = await secretsOf(secretParts).catch(giveUp);
  await parts.prepareSite(pool);

  const onEnd = (err: Error): void => {
    log.fatal({ err }, 'the dialer has ended; start the server again');
    process.exit(70);
  };
  const owner = new LoneOwner(pool, siteId, onEnd);
  const site = await openSite({
    ...{ config, siteId, pool, dialerPool, secrets, log, certificate, carrier, simulator },
    ...{ webRoot, onEnd, oidc, bucket, commits, inspect },
    ...(phones === undefined ? {} : { phones }),
    ...(recordings === undefined ? {} : { recordings }),
    take: () => owner.take(),
    fence: owner.lease,
  });
  await site.start();
  await site.app.listen({ host: config.host, port: config.port });
  site.startJobs();
  return {
    url: addressOf(site.app, config),
    pool,
    async close(legs = phones === undefined ? 'end' : 'keep'): Promise<void> {
      // Whose phone rings would be hung up on by the next start, or answer to nobody until then.
      if (legs === 'keep') await site.handOver();
      await site.close(legs);
      await owner.close();
      await database.close();
    },
  };
}

function addressOf(app: FastifyInstance, { host, tls }: Config): string {
  const listening = must(app.addresses()[0], 'the address that was listened on');
  if (typeof listening === 'string') return listening;
  return serverUrl(tls, host === '127.0.0.1' ? 'localhost' : host, listening.port);
}
