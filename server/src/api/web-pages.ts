import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { FastifyInstance } from 'fastify';
import { refuse } from './answer.ts';

/** Built files under here have a hash of their content in their name and never change. */
const HASHED = '/assets/';

/** Without a page, what is not there is refused by code. */
export function serveNoPages(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.send(refuse(reply, refusal('NOT_FOUND'))));
}

/**
 * The built page. Every address that is no file and no part of the API is a place inside the page,
 * so a reload anywhere works.
 */
export async function servePages(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webRoot,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(webRoot, HASHED));
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const reading = request.method === 'GET' || request.method === 'HEAD';
    const path = request.url.split('?', 1)[0] ?? '';
    const isPlace = !/^\/(api|health|metrics)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
    if (reading && isPlace) return reply.sendFile('index.html');
    return reply.send(refuse(reply, refusal('NOT_FOUND')));
  });
}
