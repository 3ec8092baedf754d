import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CommitTimes } from '../dialer/commit-times.ts';
import type { ValidatorDesk } from '../ports.ts';
import type { DialerPort } from './dialer-port.ts';
import { measureGroups } from './group-metrics.ts';
import type { OpenSockets } from './open-sockets.ts';

/** Upper bounds of the request durations, seconds: from a cached answer to a slow report. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const SOCKETS = ['agent', 'supervisor', 'sip'] as const;
const AIR = ['offered', 'dialing', 'ringing', 'waiting', 'connected'] as const;

type MeasuredParts = {
  readonly dialer: DialerPort;
  readonly sockets: OpenSockets;
  readonly validator: ValidatorDesk;
  readonly commits: CommitTimes;
};

/**
 * `GET /metrics` for Prometheus: counts and durations, no names and no numbers. Event loop lag and
 * memory come from the library's default metrics.
 */
export function addMetrics(app: FastifyInstance, parts: MeasuredParts): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measureRequests(app, registry);
  measureSite(registry, parts);
  measureCommits(registry, parts);
  measureGroups(registry, parts.dialer);
  measureValidations(registry, parts);
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    reply.type(registry.contentType);
    return registry.metrics();
  });
}

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'outpace_http_request_seconds',
    help: 'Duration of HTTP requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  const faults = new Counter({
    name: 'outpace_http_faults_total',
    help: 'Requests answered with 5xx',
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern and never the address: addresses carry ids, and there is no end of them.
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1_000);
    if (reply.statusCode >= 500) faults.inc();
  });
}

function measureSite(registry: Registry, { dialer, sockets }: MeasuredParts): void {
  const registers = [registry];
  new Gauge({
    name: 'outpace_sockets',
    help: 'Open websockets',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const kind of SOCKETS) this.set({ kind }, sockets.count(kind));
    },
  });
  new Gauge({
    name: 'outpace_agents',
    help: 'Agents who are logged on, by phase',
    labelNames: ['phase'],
    registers,
    collect() {
      this.reset();
      for (const { phase } of dialer.agentRows()) this.inc({ phase });
    },
  });
  new Gauge({
    name: 'outpace_attempts_in_air',
    help: 'Offers and attempts of all dial sessions, by phase',
    labelNames: ['phase'],
    registers,
    collect() {
      for (const phase of AIR) {
        const inPhase = dialer.sessionRows().map((row) => row.inAir[phase]);
        this.set(
          { phase },
          inPhase.reduce((sum, count) => sum + count, 0),
        );
      }
    },
  });
  new Gauge({
    name: 'outpace_up',
    help: 'Whether a part of the world can be reached',
    labelNames: ['part'],
    registers,
    collect() {
      const health = dialer.health();
      this.set({ part: 'store' }, health.store === 'up' ? 1 : 0);
      this.set({ part: 'switch' }, health.switch === 'up' ? 1 : 0);
    },
  });
}

function measureCommits(registry: Registry, { commits }: MeasuredParts): void {
  const durations = new Histogram({
    name: 'outpace_commit_seconds',
    help: 'Duration of the commits that dials and replies wait for',
    buckets: SECONDS,
    registers: [registry],
  });
  commits.listen((ms) => durations.observe(ms / 1_000));
}

function measureValidations(registry: Registry, { validator }: MeasuredParts): void {
  const registers = [registry];
  new Counter({
    name: 'outpace_validations_total',
    help: 'Questions before dials, by what came of them',
    labelNames: ['said'],
    registers,
    collect() {
      this.reset();
      for (const [said, count] of validator.answers) this.inc({ said }, count);
    },
  });
  new Gauge({
    name: 'outpace_validation_circuits_open',
    help: 'Validations that are not asked just now, because nothing came of the last questions',
    registers,
    collect() {
      this.set(validator.openCircuits);
    },
  });
}
