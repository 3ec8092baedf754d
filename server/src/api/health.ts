import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { closed, oneOf } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import type { DialerPort } from './dialer-port.ts';

const upOrDown = () => oneOf(['up', 'down']);
const Health = closed({ store: upOrDown(), switch: upOrDown(), fenced: Type.Boolean() });
const tags = ['Health'];

/**
 * `live`: the process answers, leave it alone. `ready`: send people here. A switch that is down
 * does not make the server useless, so it is shown and not counted.
 */
export const healthRoutes =
  (dialer: Pick<DialerPort, 'health'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/health/live',
      { schema: { tags, summary: 'The process answers', response: { 200: closed({}) } } },
      async () => ({}),
    );

    app.get(
      '/health/ready',
      {
        schema: {
          tags,
          summary: 'The site can be used',
          description: '503 while the store is down or another engine has taken the site.',
          response: { 200: Health, 503: Health },
        },
      },
      async (_request, reply) => {
        const health = dialer.health();
        if (health.store === 'down' || health.fenced) reply.code(503);
        return health;
      },
    );
  };
