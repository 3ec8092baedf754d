import { createHash, randomBytes } from 'node:crypto';

/** Name of the session cookie. */
export const COOKIE = 'outpace';

/** 32 random bytes: what the browser keeps. The database keeps only its hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * SHA-256 is enough for a token of full entropy, and a stolen table of hashes opens nothing.
 * Undefined for whatever cannot be a token of ours.
 */
export const hashOfToken = (token: string | undefined): Buffer | undefined =>
  token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token)
    ? createHash('sha256').update(token).digest()
    : undefined;
