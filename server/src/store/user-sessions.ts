import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import type { Queryable } from './queryable.ts';

/** A signed-in browser and the person behind it. */
export type Person = {
  readonly userId: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  /** The session ends then, ms since 1970. */
  readonly expiresAtMs: number;
};

/** How long a sign-in lasts, hours: one shift with its breaks and a little more. */
export const SESSION_HOURS = 12;

export async function openUserSession(
  db: Queryable,
  site: SiteId,
  userId: string,
  tokenHash: Buffer,
): Promise<void> {
  // Signing in is rare enough to sweep by the way, and nothing else has to remember to.
  await db.query('delete from user_sessions where site = $1 and expires_at <= now()', [site]);
  await db.query(
    `insert into user_sessions (site, token_hash, user_id, expires_at)
     values ($1, $2, $3, now() + make_interval(hours => $4))`,
    [site, tokenHash, userId, SESSION_HOURS],
  );
}

export async function personOfToken(
  db: Queryable,
  site: SiteId,
  tokenHash: Buffer,
): Promise<Person | undefined> {
  const found = await db.query<Person>(
    `select u.id as "userId", u.name, u.display_name as "displayName", u.role,
       (extract(epoch from s.expires_at) * 1000)::float8 as "expiresAtMs"
     from user_sessions s join users u on u.site = s.site and u.id = s.user_id
     where s.site = $1 and s.token_hash = $2 and s.expires_at > now() and u.active`,
    [site, tokenHash],
  );
  return found.rows[0];
}

export async function closeUserSession(
  db: Queryable,
  site: SiteId,
  tokenHash: Buffer,
): Promise<void> {
  await db.query('delete from user_sessions where site = $1 and token_hash = $2', [
    site,
    tokenHash,
  ]);
}

/** Signs a user out everywhere, except in the browser of `keep`. */
export async function closeSessionsOfUser(
  db: Queryable,
  site: SiteId,
  userId: string,
  keep: Buffer | undefined,
): Promise<void> {
  await db.query(
    `delete from user_sessions
     where site = $1 and user_id = $2 and token_hash is distinct from $3`,
    [site, userId, keep ?? null],
  );
}
