import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  closeUserSession,
  openUserSession,
  type Person,
  personOfToken,
  SESSION_HOURS,
} from '../store/user-sessions.ts';
import type { ApiParts } from './api-parts.ts';
import { COOKIE, hashOfToken, newToken } from './user-token.ts';

/**
 * A session for this browser; one it had before ends, and the sockets of that one too. Undefined:
 * the user is not let in any more.
 */
export async function openBrowserSession(
  parts: Pick<ApiParts, 'pool' | 'siteId' | 'sockets'>,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
): Promise<Person | undefined> {
  const { pool, siteId, sockets } = parts;
  const before = hashOfToken(request.cookies[COOKIE]);
  if (before !== undefined) {
    await closeUserSession(pool, siteId, before);
    sockets.endSession(before);
  }
  const token = newToken();
  const tokenHash = hashOfToken(token);
  if (tokenHash === undefined) throw new Error('bug: a new token is no token');
  await openUserSession(pool, siteId, userId, tokenHash);
  const person = await personOfToken(pool, siteId, tokenHash);
  if (person === undefined) return undefined;
  reply.setCookie(COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isOverTls(request),
    maxAge: SESSION_HOURS * 3_600,
  });
  return person;
}

/** A proxy may speak TLS for us. Believing a liar here only makes their own cookie stricter. */
export const isOverTls = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
