import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import type { Queryable } from './queryable.ts';

/** The account of somebody who comes from a provider of single sign-on. */
export type OidcUser = { readonly userId: string; readonly role: Role; readonly active: boolean };

/** Who somebody is at which provider. */
export type OidcKey = { readonly issuer: string; readonly subject: string };

const COLUMNS = 'id as "userId", role, active';

export async function userOfOidc(
  db: Queryable,
  site: SiteId,
  { issuer, subject }: OidcKey,
): Promise<OidcUser | undefined> {
  const found = await db.query<OidcUser>(
    `select ${COLUMNS} from users where site = $1 and oidc_issuer = $2 and oidc_subject = $3`,
    [site, issuer, subject],
  );
  return found.rows[0];
}

/**
 * From now on the account of this name is theirs; undefined when there is none. One that is
 * somebody else's already is nobody else's, whatever they are called today.
 */
export async function linkToOidc(
  db: Queryable,
  site: SiteId,
  name: string,
  { issuer, subject }: OidcKey,
): Promise<OidcUser | undefined> {
  const linked = await db.query<OidcUser>(
    `update users set oidc_issuer = $3, oidc_subject = $4
     where site = $1 and name = $2 and oidc_subject is null returning ${COLUMNS}`,
    [site, name, issuer, subject],
  );
  return linked.rows[0];
}

export async function setRole(
  db: Queryable,
  site: SiteId,
  userId: string,
  role: Role,
): Promise<void> {
  await db.query('update users set role = $3, version = version + 1 where site = $1 and id = $2', [
    site,
    userId,
    role,
  ]);
}
