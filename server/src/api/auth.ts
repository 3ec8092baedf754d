import { must } from '@outpace/engine/basics/assert.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Person, personOfToken } from '../store/user-sessions.ts';
import { mayUse } from './access.ts';
import { refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { isForeign } from './origin.ts';
import { tokenHolder } from './token-holder.ts';
import { isWithin, scopeNeeded } from './token-scopes.ts';
import { COOKIE, hashOfToken } from './user-token.ts';

/** A person and the session of the browser they came with. */
export type SignedIn = Person & { readonly tokenHash: Buffer };

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: SignedIn | undefined;
  }
}

/** Who holds this cookie; undefined for nobody, an ended session and a deactivated user. */
export async function signedInBy(
  parts: Pick<ApiParts, 'pool' | 'siteId'>,
  cookies: Readonly<Record<string, string | undefined>>,
): Promise<SignedIn | undefined> {
  const tokenHash = hashOfToken(cookies[COOKIE]);
  if (tokenHash === undefined) return undefined;
  const person = await personOfToken(parts.pool, parts.siteId, tokenHash);
  return person === undefined ? undefined : { ...person, tokenHash };
}

/** In a route that `requires` something there is always somebody. */
export const personOf = (request: FastifyRequest): SignedIn =>
  must(request.signedIn, `the person behind ${request.id}`);

/** Origin, session and role, in this order, before a body is read. */
export function guard(app: FastifyInstance, parts: ApiParts): void {
  app.decorateRequest('signedIn', undefined);
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (!reading && isForeign(request.headers)) {
      return reply.send(refuse(reply, refusal('WRONG_ORIGIN')));
    }
    const access = request.routeOptions.config.access ?? [];
    if (access === 'open') return undefined;
    const holder = await tokenHolder(parts, request);
    request.signedIn = holder ?? (await signedInBy(parts, request.cookies));
    if (request.signedIn === undefined) {
      return reply.send(refuse(reply, refusal('NOT_SIGNED_IN')));
    }
    if (!mayUse(access, request.signedIn.role)) {
      return reply.send(refuse(reply, refusal('FORBIDDEN')));
    }
    if (holder === undefined) return undefined;
    const needed = scopeNeeded(request.method, request.routeOptions.schema?.tags);
    if (needed === undefined || !isWithin(holder.scopes, needed)) {
      return reply.send(refuse(reply, refusal('SCOPE_MISSING', needed)));
    }
    return undefined;
  });
}
