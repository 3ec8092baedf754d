import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Pool } from 'pg';
import { pino } from 'pino';
import type { Certificate } from '../certificate.ts';
import type { Config } from '../config.ts';
import { CommitTimes } from '../dialer/commit-times.ts';
import type { ImportParts } from '../jobs/import-desk.ts';
import { FILE_BYTES_MAX } from '../jobs/import-scan.ts';
import { ListKeeper } from '../jobs/list-keeper.ts';
import { WhatIfDesk } from '../jobs/what-if-desk.ts';
import type { OidcProvider } from '../oidc/oidc-provider.ts';
import { fetchOutside } from '../outside/fetch-outside.ts';
import type { BrowserPhones, PlanSimulator, RecordingFiles, ValidatorDesk } from '../ports.ts';
import { saveCallQuality } from '../store/call-quality.ts';
import { StoredPlans } from '../store/plans.ts';
import type { SecretBox } from '../store/secret-box.ts';
import { phoneSecret, siteRow } from '../store/sites.ts';
import { newValidator } from '../validation/new-validator.ts';
import { declareAccess } from './access.ts';
import { agentCommandRoutes } from './agent-commands.ts';
import { agentGroupRoutes } from './agent-groups.ts';
import { agentOrderRoutes } from './agent-orders.ts';
import { describeApi, showApi } from './api-document.ts';
import type { ApiParts } from './api-parts.ts';
import { apiTokenRoutes } from './api-tokens.ts';
import { guard } from './auth.ts';
import { callbackRoutes } from './callbacks.ts';
import { callingListRoutes } from './calling-lists.ts';
import { campaignGroupRoutes } from './campaign-groups.ts';
import { campaignRulesRoutes } from './campaign-rules.ts';
import { campaignRoutes } from './campaigns.ts';
import { chainChangeRoutes, chainFieldRoutes, chainNumberRoutes } from './chain-changes.ts';
import { complianceRoutes } from './compliance.ts';
import { contactRoutes } from './contacts.ts';
import { dialSessionRoutes } from './dial-sessions.ts';
import type { DialerPort } from './dialer-port.ts';
import { dialingOrderRoutes } from './dialing-order.ts';
import { erasureRoutes } from './erasures.ts';
import { answerError } from './error-answer.ts';
import { exportRoutes } from './exports.ts';
import { tellExtended } from './extended-list.ts';
import { healthRoutes } from './health.ts';
import { importMappingRoutes } from './import-mappings.ts';
import { importRoutes } from './imports.ts';
import { listSelectionRoutes } from './list-selection.ts';
import { addMetrics } from './metrics.ts';
import { newChainRoutes } from './new-chains.ts';
import { oidcRoutes } from './oidc-sign-in.ts';
import { OpenSockets } from './open-sockets.ts';
import { refuseWhenOverloaded } from './overload.ts';
import { peerOf } from './peer-address.ts';
import { PhoneAccounts } from './phone-accounts.ts';
import { phoneRoutes } from './phones.ts';
import { QualityDesk } from './quality-desk.ts';
import { recordingRoutes } from './recordings.ts';
import { reportRoutes } from './reports.ts';
import { responseCategoryRoutes } from './response-categories.ts';
import { responseRoutes } from './responses.ts';
import { retentionRoutes } from './retention.ts';
import { safeError } from './safe-error.ts';
import { scheduleRoutes } from './schedules.ts';
import type { ScreenHub } from './screen-hub.ts';
import { demoSignInRoutes, selfRoutes, signInRoutes } from './sign-in.ts';
import { suppressionImportRoutes } from './suppression-imports.ts';
import { suppressionListRoutes } from './suppression-lists.ts';
import { suppressionRoutes } from './suppressions.ts';
import { takeBackRoutes } from './take-back.ts';
import { teamRoutes } from './team.ts';
import { treatmentRoutes } from './treatments.ts';
import { acceptSockets } from './upgrade.ts';
import { userRoutes } from './users.ts';
import { validationRoutes } from './validations.ts';
import { serveNoPages, servePages } from './web-pages.ts';
import { webhookRoutes } from './webhooks.ts';
import { whatIfRoutes } from './what-ifs.ts';

export type AppParts = {
  readonly pool: Pool;
  readonly siteId: SiteId;
  readonly dialer: DialerPort;
  readonly hub: ScreenHub;
  readonly config: Pick<Config, 'log' | 'dataFolder' | 'tls' | 'outside'>;
  /** What TLS is spoken with, undefined: it is not. */
  readonly certificate?: Certificate | undefined;
  /** Folder of the built page; without it only the API is served. */
  readonly webRoot?: string;
  /** The server listens on this machine only: the demo may let people in without a password. */
  readonly loopbackOnly: boolean;
  /** Undefined: the switch has no phones in the browser. */
  readonly phones?: BrowserPhones | undefined;
  /** Undefined: the switch does not record. */
  readonly recordings?: RecordingFiles | undefined;
  /** Undefined: plans cannot be simulated. */
  readonly simulator?: PlanSimulator | undefined;
  /** For what lies sealed in the database. */
  readonly secrets: SecretBox;
  /** Who asks before dials. Without one the app makes its own. */
  readonly validator?: ValidatorDesk;
  /** Undefined: there is no single sign-on. */
  readonly oidc?: OidcProvider | undefined;
  /** Of the dialer, for the metrics. */
  readonly commits?: CommitTimes;
  /** Without one the app makes its own, at the level of the configuration. */
  readonly logger?: FastifyBaseLogger;
};

/** Of files that are fetched for an import. */
const FETCH_LIMITS = {
  bytesMax: FILE_BYTES_MAX,
  answerMs: 30_000,
  idleMs: 30_000,
  totalMs: 600_000,
} as const;

/** Bytes of a request's body; files are imported through a door of their own. */
const BODY_BYTES_MAX = 1024 * 1024;

/** No address is as long as this: Node takes no more of all headers together. */
const ADDRESS_LENGTH_MAX = 16_384;

/** The HTTP side of a site, ready to listen. The site must be in the database already. */
export async function buildApp(given: AppParts): Promise<FastifyInstance> {
  const { pool, secrets, siteId, dialer, hub, loopbackOnly } = given;
  const { outside } = given.config;
  const site = must(await siteRow(pool, siteId), `site ${siteId}`);
  const app = newServer(given);
  const parts: ApiParts = {
    ...{ pool, secrets, siteId, site, dialer, hub, loopbackOnly, outside },
    plans: new StoredPlans(pool, siteId),
    ...phoneParts(given, app.log),
    recordings: given.recordings,
    quality: newQualityDesk(app, pool, siteId),
    keeper: newListKeeper(app, pool, siteId),
    whatIfs: newWhatIfDesk(app, given.simulator),
    oidc: given.oidc,
    validator: given.validator ?? newValidator({ pool, secrets, siteId, outside, clock: dialer }),
  };
  hub.attach(dialer);

  await secure(app, given.config.tls);
  refuseWhenOverloaded(app, pool);
  await app.register(cookie);
  addMetrics(app, { ...parts, commits: given.commits ?? new CommitTimes() });
  await describeApi(app);
  await app.register(healthRoutes(dialer));
  const onImported = (listId: string, by: string): Promise<void> =>
    tellExtended(parts, { by, listId, dueAt: dialer.now() });
  const dataDir = given.config.dataFolder;
  const fetch: ImportParts['fetch'] = (url, signal) =>
    fetchOutside(outside, { url, signal, ...FETCH_LIMITS });
  const imports = importRoutes({ pool, siteId, dataDir, onImported, fetch });
  const suppressionImports = suppressionImportRoutes({ pool, siteId, dataDir, dialer, fetch });
  await app.register(
    async (api) => {
      await apiRoutes(api, parts);
      await api.register(imports);
      await api.register(suppressionImports);
    },
    { prefix: '/api' },
  );
  await showApi(app);
  if (given.webRoot === undefined) serveNoPages(app);
  else await servePages(app, given.webRoot);
  acceptSockets(app, parts);
  return app;
}

/** What every answer has, whoever gives it. */
export async function secure(app: FastifyInstance, tls: Config['tls']): Promise<void> {
  app.setErrorHandler(answerError);
  logRequests(app);
  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_POLICY,
    // Whoever trusts a certificate made for trying must not lose plain HTTP on the same name.
    strictTransportSecurity: tls.kind !== 'self-signed',
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', PERMISSIONS_POLICY);
  });
}

function phoneParts(
  { pool, siteId, phones }: AppParts,
  log: FastifyBaseLogger,
): Pick<ApiParts, 'sockets' | 'phones'> {
  const sockets = new OpenSockets();
  if (phones === undefined) return { sockets, phones };
  const secret = (): Promise<Buffer> => phoneSecret(pool, siteId);
  const accounts = new PhoneAccounts({ phones, secret, sockets, log });
  return { sockets, phones: { accounts, sipSocketUrl: phones.sipSocketUrl } };
}

function newQualityDesk(app: FastifyInstance, pool: Pool, siteId: SiteId): QualityDesk {
  const desk = new QualityDesk({
    save: (samples) => saveCallQuality(pool, siteId, samples),
    onFault: (err) => app.log.warn({ err }, 'the quality of some calls was not stored'),
  });
  app.addHook('onClose', () => desk.close());
  return desk;
}

function newListKeeper(app: FastifyInstance, pool: Pool, siteId: SiteId): ListKeeper {
  const onFault = (err: unknown): void => app.log.warn({ err }, 'rows of a list wait longer');
  const keeper = new ListKeeper(pool, siteId, onFault);
  app.addHook('onReady', () => keeper.keepAll());
  app.addHook('onClose', () => keeper.close());
  return keeper;
}

function newWhatIfDesk(
  app: FastifyInstance,
  simulator: PlanSimulator | undefined,
): WhatIfDesk | undefined {
  if (simulator === undefined) return undefined;
  const onFault = (err: unknown): void => app.log.warn({ err }, 'a plan was not simulated');
  const desk = new WhatIfDesk({ simulator, onFault });
  app.addHook('onClose', () => desk.close());
  return desk;
}

export function newServer({
  config,
  logger,
  certificate,
}: Pick<AppParts, 'logger' | 'certificate'> & {
  readonly config: Pick<Config, 'log'>;
}): FastifyInstance {
  const app = Fastify({
    ...(certificate === undefined ? {} : { https: certificate }),
    loggerInstance: logger ?? pino({ level: config.log, serializers: { err: safeError } }),
    // Addresses can carry ids; the log line of a request is our own, below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    // Behind a proxy on this machine everybody would be one address; others may not choose theirs.
    trustProxy: 'loopback',
    // The framework's defaults silently drop unknown fields and turn text into numbers.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    forceCloseConnections: true,
    // An id that is too long is refused by its schema, once it is known who asks.
    routerOptions: { maxParamLength: ADDRESS_LENGTH_MAX },
    // Of addresses that lead to no route, such as one that is badly escaped.
    frameworkErrors: answerError,
  });
  // Answers are checked by the compiler. A serializer made from a schema would drop what the
  // schema does not name, and no test would hear of it.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.removeContentTypeParser('text/plain');
  return app.withTypeProvider<TypeBoxTypeProvider>();
}

/** One line per answer, without bodies, names and numbers: the pattern, the status, the time. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}

/**
 * Some browsers do not count websockets of the same host as 'self'. Those of all hosts would be a
 * way out for whatever a page of ours has in it.
 */
function ownSockets({ headers: { host = '' } }: IncomingMessage): string {
  return /^[A-Za-z0-9.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : '';
}

/** Everything from here; inline styles because the component library sets them. */
const CONTENT_POLICY = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ownSockets],
    // What the phone in the browser plays: the other side, and tones of its own.
    'media-src': ["'self'", 'blob:', 'mediastream:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
};

/** The phone in the browser needs the microphone; nothing else of the machine is ours to use. */
const PERMISSIONS_POLICY =
  'microphone=(self), camera=(), display-capture=(), geolocation=(), usb=()';

async function apiRoutes(api: FastifyInstance, parts: ApiParts): Promise<void> {
  declareAccess(api);
  guard(api, parts);
  // Names and numbers of people stay in no cache; a route may know better.
  api.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });
  await api.register(rateLimit, { global: false, keyGenerator: peerOf });
  await api.register(signInRoutes(parts));
  if (parts.oidc !== undefined) await api.register(oidcRoutes(parts, parts.oidc));
  await api.register(selfRoutes(parts));
  if (parts.site.demo && parts.loopbackOnly) await api.register(demoSignInRoutes(parts));
  await api.register(apiTokenRoutes(parts));
  await api.register(userRoutes(parts));
  await api.register(agentGroupRoutes(parts));
  await api.register(callingListRoutes(parts));
  await api.register(exportRoutes(parts));
  await api.register(importMappingRoutes(parts));
  await api.register(campaignRoutes(parts));
  await api.register(treatmentRoutes(parts));
  await api.register(campaignGroupRoutes(parts));
  await api.register(responseCategoryRoutes(parts));
  await api.register(responseRoutes(parts));
  await api.register(campaignRulesRoutes(parts));
  await api.register(validationRoutes(parts));
  await api.register(dialingOrderRoutes(parts));
  await api.register(listSelectionRoutes(parts));
  await api.register(complianceRoutes(parts));
  await api.register(suppressionListRoutes(parts));
  await api.register(suppressionRoutes(parts));
  await api.register(contactRoutes(parts));
  await api.register(callbackRoutes(parts));
  await api.register(takeBackRoutes(parts));
  await api.register(chainChangeRoutes(parts));
  await api.register(chainNumberRoutes(parts));
  await api.register(chainFieldRoutes(parts));
  await api.register(newChainRoutes(parts));
  await api.register(teamRoutes(parts));
  await api.register(recordingRoutes(parts));
  await api.register(phoneRoutes(parts));
  await api.register(reportRoutes(parts));
  await api.register(dialSessionRoutes(parts));
  await api.register(scheduleRoutes(parts));
  await api.register(webhookRoutes(parts));
  await api.register(retentionRoutes(parts));
  await api.register(erasureRoutes(parts));
  await api.register(whatIfRoutes(parts));
  await api.register(agentOrderRoutes(parts));
  await api.register(agentCommandRoutes(parts));
}
