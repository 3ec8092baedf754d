import { must } from '@outpace/engine/basics/assert.ts';
import type { Epoch, SiteId } from '@outpace/engine/basics/ids.ts';
import { after, seconds } from '@outpace/engine/basics/time.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { buildApp } from './api/app.ts';
import { ScreenHub } from './api/screen-hub.ts';
import { scheduleCommand } from './api/supervisor-command.ts';
import type { Certificate } from './certificate.ts';
import type { Config } from './config.ts';
import { SystemClock } from './dialer/clock.ts';
import { CommitTimes } from './dialer/commit-times.ts';
import { Dialer } from './dialer/dialer.ts';
import { DecisionKeeper } from './jobs/decision-keeper.ts';
import { RecordingUploads } from './jobs/recording-uploads.ts';
import { Retention } from './jobs/retention.ts';
import { Scheduler } from './jobs/scheduler.ts';
import { WebhookSender } from './jobs/webhook-sender.ts';
import type { OidcProvider } from './oidc/oidc-provider.ts';
import { askOutside } from './outside/ask-outside.ts';
import type { BrowserPhones, Fence, PlanSimulator, RecordingFiles, Switch } from './ports.ts';
import type { Bucket } from './recordings/bucket.ts';
import { KeptRecordings } from './recordings/kept-recordings.ts';
import { PostgresDialerStore } from './store/dialer-store.ts';
import { StoredPlans } from './store/plans.ts';
import type { SecretBox } from './store/secret-box.ts';
import { siteRow } from './store/sites.ts';
import type { HttpValidator } from './validation/http-validator.ts';
import { newValidator } from './validation/new-validator.ts';

/** The switch of one site, with its phones and recordings where it has them. */
export type Telephony = {
  readonly carrier: Switch;
  /**
   * The same switch as agents' browsers see it. Undefined: it has no phones, and nobody needs one
   * to be given a call.
   */
  readonly phones?: BrowserPhones;
  /** The same switch as those see it who listen to recordings. */
  readonly recordings?: RecordingFiles;
};

export type SiteParts = Telephony & {
  readonly config: Pick<Config, 'log' | 'dataFolder' | 'tls' | 'outside' | 'loopbackOnly'>;
  readonly siteId: SiteId;
  readonly pool: Pool;
  /** Connections of the dialer's own, for which no page makes it wait. */
  readonly dialerPool: Pool;
  /** For what lies sealed in the database. */
  readonly secrets: SecretBox;
  readonly log: Logger;
  readonly certificate?: Certificate | undefined;
  /** What lives plans for supervisors; undefined: they cannot be simulated. */
  readonly simulator?: PlanSimulator | undefined;
  /** Where recordings are kept after the call; undefined: on the switch. */
  readonly bucket?: Bucket | undefined;
  /** Undefined: there is no single sign-on. */
  readonly oidc?: OidcProvider | undefined;
  /** Who measures commits listens here. */
  readonly commits?: CommitTimes | undefined;
  /** Shown the state of the dialer after each step. */
  readonly inspect?: ((state: SiteState) => void) | undefined;
  /** Folder of the built page. */
  readonly webRoot?: string;
  /** How the site becomes this process's. */
  readonly take: () => Promise<Epoch>;
  readonly fence: Fence;
  /** The dialer has stopped by itself: the site is another's, or a bug was found. */
  readonly onEnd: (reason: Error) => void;
};

export type WorkingSite = {
  readonly app: FastifyInstance;
  /** Takes the site, and goes on with who talks. */
  start(): Promise<void>;
  /** Whatever happens by itself: after the app can be reached. */
  startJobs(): void;
  /** Dials nobody more, and waits for a while for those who are just being called. */
  handOver(): Promise<void>;
  /** Pages, dialer, switch. */
  close(legs: 'end' | 'keep'): Promise<void>;
  /** The site is another's: ends at once, and waits for nothing of the database. */
  abandon(): Promise<void>;
};

/** Who rings for longer than this when a site is handed over is hung up on, and rests. */
const HAND_OVER_MS = seconds(10);

/** Everything that works for one site in this process, ready to be started. */
export async function openSite(parts: SiteParts): Promise<WorkingSite> {
  const { config, carrier, phones, pool, secrets, siteId, log, certificate, bucket } = parts;
  const kept =
    bucket === undefined || parts.recordings === undefined
      ? undefined
      : new KeptRecordings(parts.recordings, bucket);
  const recordings = kept ?? parts.recordings;
  const { commits = new CommitTimes() } = parts;
  const hub = new ScreenHub();
  const validator = newValidator({
    ...{ pool, secrets, siteId, outside: config.outside },
    clock: new SystemClock(),
  });
  const plans = new StoredPlans(parts.dialerPool, siteId);
  const store = new PostgresDialerStore(parts.dialerPool, siteId, plans, parts.take);
  const dialer = await makeDialer({ ...parts, commits }, { hub, validator, store });
  const app = await buildApp({
    ...{ pool, secrets, siteId, dialer, hub, config, certificate },
    loopbackOnly: config.loopbackOnly,
    ...(parts.webRoot === undefined ? {} : { webRoot: parts.webRoot }),
    ...{ phones, recordings, simulator: parts.simulator, validator },
    ...{ commits, oidc: parts.oidc },
  });
  const webhooks = makeSender(parts);
  const scheduler = makeScheduler(siteId, pool, dialer, log);
  const retention = makeRetention(parts, recordings);
  const uploads = kept === undefined ? undefined : makeUploads(parts, kept);
  const decisions = makeDecisionKeeper(parts, dialer, store);
  return {
    app,
    start: () => dialer.start(),
    startJobs(): void {
      webhooks.start();
      scheduler.start();
      retention.start();
      decisions.start();
      uploads?.start();
    },
    async handOver(): Promise<void> {
      await scheduler.close();
      const until = after(dialer.now(), HAND_OVER_MS);
      // Until it is closed nothing may begin again.
      dialer.handOver(after(until, HAND_OVER_MS));
      while (!dialer.isQuiet && dialer.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async close(legs): Promise<void> {
      await app.close();
      await scheduler.close();
      await retention.close();
      await uploads?.close();
      await dialer.stop();
      await decisions.close();
      validator.close();
      await webhooks.close();
      await carrier.close(legs);
    },
    async abandon(): Promise<void> {
      dialer.abandon();
      await carrier.close('keep');
      await app.close();
      validator.close();
      const late = (err: unknown): void => log.warn({ err }, 'a job of a lost site ended late');
      const jobs = [scheduler, retention, webhooks, decisions, ...(uploads ? [uploads] : [])];
      void Promise.all(jobs.map((job) => job.close())).catch(late);
    },
  };
}

function makeSender({ config, siteId, pool, secrets, log }: SiteParts): WebhookSender {
  const { outside } = config;
  const clock = new SystemClock();
  return new WebhookSender({
    db: { query: (text, values = []) => pool.query(text, [...values]) },
    ...{ secrets, siteId },
    now: () => clock.now(),
    ask: (ask) => askOutside(outside, ask),
    onFault: (err) => log.warn({ err }, 'webhooks were not sent; they wait'),
  });
}

function makeUploads(
  { siteId, pool, log }: SiteParts,
  recordings: KeptRecordings,
): RecordingUploads {
  const onFault = (err: unknown): void => log.warn({ err }, 'recordings wait on the switch');
  return new RecordingUploads({ pool, siteId, recordings, onFault });
}

function makeRetention(
  { siteId, pool, log }: SiteParts,
  recordings: RecordingFiles | undefined,
): Retention {
  const onFault = (err: unknown): void => log.warn({ err }, 'not everything old was removed');
  return new Retention({ pool, siteId, recordings, onFault });
}

function makeDecisionKeeper(
  { log }: SiteParts,
  dialer: Dialer,
  store: PostgresDialerStore,
): DecisionKeeper {
  return new DecisionKeeper({
    keep: (decided, before) => store.keepDecisions(decided, before),
    now: () => dialer.now(),
    take: () => dialer.takeDecisions(),
    onFault: (err) => log.warn({ err }, 'why groups dialed is not kept yet; it waits'),
  });
}

function makeScheduler(siteId: SiteId, pool: Pool, dialer: Dialer, log: Logger): Scheduler {
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

type DialerHands = {
  readonly hub: ScreenHub;
  readonly validator: HttpValidator;
  readonly store: PostgresDialerStore;
};

async function makeDialer(
  { siteId, carrier, phones, dialerPool, log, fence, onEnd, commits, inspect }: SiteParts,
  { hub, validator, store }: DialerHands,
): Promise<Dialer> {
  const { reasons } = must(await siteRow(dialerPool, siteId), `site ${siteId}`);
  return new Dialer({
    clock: new SystemClock(),
    store,
    carrier,
    screens: hub,
    validator,
    fence,
    inspect,
    commits,
    site: {
      siteId,
      reasons,
      phones: phones === undefined ? 'none' : 'needed',
      limits: { callsPerSecond: carrier.callsPerSecond },
    },
    trace: log.isLevelEnabled('debug')
      ? ({ attemptId, did, what, with: told }) =>
          log.debug({ attemptId, ...told }, `${did} ${what}`)
      : undefined,
    onFault: (err) => log.warn({ err }, 'the store failed; dialing waits'),
    onEnd,
  });
}
