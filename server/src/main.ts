import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { buildApp } from './api/app.ts';
import { ScreenHub } from './api/screen-hub.ts';
import { scheduleCommand } from './api/supervisor-command.ts';
import { certificateFor } from './certificate.ts';
import type { Config } from './config.ts';
import { SystemClock } from './dialer/clock.ts';
import { CommitTimes } from './dialer/commit-times.ts';
import { Dialer } from './dialer/dialer.ts';
import { Retention } from './jobs/retention.ts';
import { Scheduler } from './jobs/scheduler.ts';
import { WebhookSender } from './jobs/webhook-sender.ts';
import { OidcProvider } from './oidc/oidc-provider.ts';
import { readOidcSettings } from './oidc/oidc-settings.ts';
import { askOutside } from './outside/ask-outside.ts';
import type { BrowserPhones, PlanSimulator, RecordingFiles, Switch } from './ports.ts';
import { openDatabase } from './store/database.ts';
import { PostgresDialerStore } from './store/dialer-store.ts';
import { migrate } from './store/migrate.ts';
import { StoredPlans } from './store/plans.ts';
import { siteRow } from './store/sites.ts';
import type { HttpValidator } from './validation/http-validator.ts';
import { newValidator } from './validation/new-validator.ts';

export type ServerParts = {
  readonly config: Config;
  readonly carrier: Switch;
  /**
   * The same switch as agents' browsers see it. Undefined: it has no phones, and nobody needs one
   * to be given a call.
   */
  readonly phones?: BrowserPhones;
  /** The same switch as those see it who listen to recordings. */
  readonly recordings?: RecordingFiles;
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
 * database cannot be had, or the certificate not be used.
 */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, carrier, phones, recordings, commits = new CommitTimes() } = parts;
  const log = pino({ level: config.log });
  const { dataFolder: dataDir, databaseUrl } = config;
  const { oidcFile } = config;
  const oidc =
    oidcFile === undefined ? undefined : new OidcProvider(await readOidcSettings(oidcFile));
  const database = await openDatabase(
    databaseUrl === undefined ? { dataDir } : { dataDir, databaseUrl },
  );
  // After the database, which makes the data folder so that its own user can reach it.
  const place = { dataFolder: dataDir, host: config.host, now: new Date() };
  const certificate = await certificateFor(config.tls, place).catch(async (problem: unknown) => {
    await database.close();
    throw problem;
  });
  const { pool, dialerPool } = database;
  await migrate(pool);
  await parts.prepareSite(pool);
  const { siteId } = config;

  const hub = new ScreenHub();
  const validator = newValidator(pool, siteId, new SystemClock(), config.outside);
  const dialer = await makeDialer(parts, { pool: dialerPool, hub, log, validator, commits });
  const { loopbackOnly } = config;
  const app = await buildApp({
    ...{ pool, siteId, dialer, hub, config, certificate, loopbackOnly },
    ...{ webRoot: parts.webRoot, phones, recordings, simulator: parts.simulator, validator },
    ...{ commits, oidc },
  });
  await dialer.start();
  await app.listen({ host: config.host, port: config.port });
  const webhooks = makeSender(config, pool, log);
  webhooks.start();
  const scheduler = makeScheduler(config, pool, dialer, log);
  scheduler.start();
  const retention = makeRetention(parts, pool, log);
  retention.start();
  return {
    url: addressOf(app, config),
    pool,
    async close(legs = phones === undefined ? 'end' : 'keep'): Promise<void> {
      await app.close();
      await scheduler.close();
      await retention.close();
      await dialer.stop();
      validator.close();
      await webhooks.close();
      await carrier.close(legs);
      await database.close();
    },
  };
}

type Made = {
  readonly pool: Pool;
  readonly hub: ScreenHub;
  readonly log: pino.Logger;
  readonly validator: HttpValidator;
  readonly commits: CommitTimes;
};

function makeSender({ siteId, outside }: Config, pool: Pool, log: pino.Logger): WebhookSender {
  const clock = new SystemClock();
  return new WebhookSender({
    db: { query: (text, values = []) => pool.query(text, [...values]) },
    siteId,
    now: () => clock.now(),
    ask: (ask) => askOutside(outside, ask),
    onFault: (err) => log.warn({ err }, 'webhooks were not sent; they wait'),
  });
}

function makeRetention(
  { config: { siteId }, recordings }: ServerParts,
  pool: Pool,
  log: pino.Logger,
): Retention {
  const onFault = (err: unknown): void => log.warn({ err }, 'not everything old was removed');
  return new Retention({ pool, siteId, recordings, onFault });
}

function makeScheduler(
  { siteId }: Config,
  pool: Pool,
  dialer: Dialer,
  log: pino.Logger,
): Scheduler {
  const plans = new StoredPlans(pool, siteId);
  const onFault = (err: unknown): void => log.warn({ err }, 'schedules wait for the store');
  return new Scheduler({
    pool,
    siteId,
    now: () => dialer.now(),
    order: (by, order) => scheduleCommand({ dialer, plans, onFault }, by, order),
    isThrough: (groupId) => dialer.isThrough(groupId),
    onFault,
  });
}

async function makeDialer(
  { config: { siteId }, carrier, phones, inspect }: ServerParts,
  { pool, hub, log, validator, commits }: Made,
): Promise<Dialer> {
  const { reasons } = must(await siteRow(pool, siteId), `site ${siteId}`);
  return new Dialer({
    clock: new SystemClock(),
    store: new PostgresDialerStore(pool, siteId, new StoredPlans(pool, siteId)),
    carrier,
    screens: hub,
    validator,
    commits,
    inspect,
    site: {
      siteId,
      reasons,
      phones: phones === undefined ? 'none' : 'needed',
      limits: { callsPerSecond: carrier.callsPerSecond },
    },
    onFault: (err) => log.warn({ err }, 'the store failed; dialing waits'),
    onEnd: (err) => {
      log.fatal({ err }, 'the dialer has ended; start the server again');
      process.exit(70);
    },
  });
}

function addressOf(app: FastifyInstance, { host, tls }: Config): string {
  const listening = must(app.addresses()[0], 'the address that was listened on');
  if (typeof listening === 'string') return listening;
  const scheme = tls.kind === 'off' ? 'http' : 'https';
  return `${scheme}://${host === '127.0.0.1' ? 'localhost' : host}:${listening.port}`;
}
