import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from './answer.ts';
import { LoopWatch } from './loop-watch.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** New sockets and most requests are refused. */
    isOverloaded(): boolean;
  }
}

export type OverloadLimits = {
  /** Requests that wait for a connection of the database. */
  readonly waitingMax: number;
};

const LIMITS: OverloadLimits = { waitingMax: 200 };

/** For how long whoever was refused should stay away, seconds. */
const RETRY_AFTER_S = 2;

/** What agents and supervisors order about calls that are there, and who looks after the server. */
const SERVED_ANYWAY: ReadonlySet<string> = new Set([
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'POST /api/me/commands',
  'POST /api/dial-sessions/:groupId/stop',
  'POST /api/dial-sessions/:groupId/unload',
  'POST /api/dial-sessions/:groupId/force-unload',
  'POST /api/dial-sessions/:groupId/complete',
]);

/**
 * Past what the server can do, requests are refused before anything is read for them, so that
 * calls and the commands of agents who are connected go on as before. It ends by itself.
 */
export function refuseWhenOverloaded(
  app: FastifyInstance,
  pool: { readonly waitingCount: number },
  { waitingMax }: OverloadLimits = LIMITS,
  loop: Pick<LoopWatch, 'isLate' | 'start' | 'stop'> = new LoopWatch(),
): void {
  app.addHook('onReady', async () => loop.start());
  app.addHook('onClose', async () => loop.stop());
  const isOverloaded = (): boolean => loop.isLate || pool.waitingCount > waitingMax;
  app.decorate('isOverloaded', isOverloaded);
  app.addHook('onRequest', async (request, reply) => {
    if (!isOverloaded() || isServedAnyway(request)) return undefined;
    reply.header('retry-after', RETRY_AFTER_S);
    return reply.send(refuse(reply, refusal('OVERLOADED')));
  });
}

const isServedAnyway = ({ method, routeOptions: { url = '' } }: FastifyRequest): boolean =>
  SERVED_ANYWAY.has(`${method} ${url}`);
