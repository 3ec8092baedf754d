import { closed } from '@outpace/protocol/schema.ts';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Config } from '../config.ts';
import { type AppParts, newServer, secure } from './app.ts';
import { serveNoPages, servePages } from './web-pages.ts';

const NodeHealth = closed({
  /** Sites that are at work in this process. */
  sites: Type.Array(Type.String()),
  database: Type.Unsafe<'seen' | 'away'>(Type.String({ enum: ['seen', 'away'] })),
});
export type NodeHealth = Type.Static<typeof NodeHealth>;

export type NodeAppParts = Pick<AppParts, 'logger'> & {
  readonly config: Pick<Config, 'log' | 'tls'>;
  /** Folder of the built page; without it nothing is served but the health. */
  readonly webRoot?: string;
  readonly health: () => NodeHealth;
};

/** What a node answers for itself, whatever site it is asked for: the page, and how it is. */
export async function buildNodeApp(parts: NodeAppParts): Promise<FastifyInstance> {
  const app = newServer(parts);
  await secure(app, parts.config.tls);
  app.get('/health/live', { schema: { response: { 200: closed({}) } } }, async () => ({}));
  app.get(
    '/health/ready',
    { schema: { response: { 200: NodeHealth, 503: NodeHealth } } },
    async (_request, reply) => {
      const health = parts.health();
      if (health.database === 'away') reply.code(503);
      return health;
    },
  );
  if (parts.webRoot === undefined) serveNoPages(app);
  else await servePages(app, parts.webRoot);
  return app;
}
