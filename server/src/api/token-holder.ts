import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { holderOfToken, type TokenHolder } from '../store/api-tokens.ts';
import type { ApiParts } from './api-parts.ts';
import { newToken } from './user-token.ts';

/** Tells what it is to whoever finds it, and to programs that look for secrets in sources. */
const PREFIX = 'outpace_';
const BEARER = /^Bearer (outpace_[A-Za-z0-9_-]{43})$/;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** 256 random bits. The program keeps the token, the database only its hash. */
export function newApiToken(): { readonly token: string; readonly tokenHash: Buffer } {
  const token = `${PREFIX}${newToken()}`;
  return { token, tokenHash: hashOf(token) };
}

/** Whom the token of this request acts for; undefined: none, or one that is good for nothing. */
export async function tokenHolder(
  { pool, siteId }: Pick<ApiParts, 'pool' | 'siteId'>,
  { headers: { authorization = '' } }: Pick<FastifyRequest, 'headers'>,
): Promise<(TokenHolder & { readonly tokenHash: Buffer }) | undefined> {
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) return undefined;
  const tokenHash = hashOf(token);
  const holder = await holderOfToken(pool, siteId, tokenHash);
  return holder === undefined ? undefined : { ...holder, tokenHash };
}
