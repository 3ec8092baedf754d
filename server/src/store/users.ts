import type { AgentGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { UserBody, UserRow } from '@outpace/protocol/people.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

const COLUMNS = 'id, name, display_name as "displayName", role, active, version';

export async function allUsers(db: Queryable, site: SiteId): Promise<UserRow[]> {
  const found = await db.query<UserRow>(
    `select ${COLUMNS} from users where site = $1 order by name`,
    [site],
  );
  return found.rows;
}

export type Credentials = {
  readonly userId: string;
  readonly role: Role;
  readonly passwordHash: string;
};

/** What is needed to let somebody in; undefined for an unknown name and a deactivated user. */
export async function credentialsOf(
  db: Queryable,
  site: SiteId,
  name: string,
): Promise<Credentials | undefined> {
  const found = await db.query<Credentials>(
    `select id as "userId", role, password_hash as "passwordHash"
     from users where site = $1 and name = $2 and active`,
    [site, name],
  );
  return found.rows[0];
}

export async function insertUser(
  db: Queryable,
  site: SiteId,
  user: Omit<UserRow, 'version'> & { readonly passwordHash: string },
): Promise<UserRow> {
  await db.query(
    `insert into users (site, id, name, display_name, role, password_hash, active)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [site, user.id, user.name, user.displayName, user.role, user.passwordHash, user.active],
  );
  const { id, name, displayName, role, active } = user;
  return { id, name, displayName, role, active, version: 1 };
}

/** `passwordHash` undefined leaves the password as it is. */
export async function updateUser(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  user: Omit<UserBody, 'password'> & { readonly passwordHash: string | undefined },
): Promise<Outcome<UserRow>> {
  const changed = await db.query<UserRow>(
    `update users set name = $4, display_name = $5, role = $6, active = $7,
       password_hash = coalesce($8, password_hash), version = version + 1
     where site = $1 and id = $2 and version = $3 returning ${COLUMNS}`,
    [
      site,
      id,
      version,
      user.name,
      user.displayName,
      user.role,
      user.active,
      user.passwordHash ?? null,
    ],
  );
  const row = changed.rows[0];
  if (row !== undefined) return ok(row);
  return fail(await missingOrChanged(db, 'users', site, id));
}

export async function updatePassword(
  db: Queryable,
  site: SiteId,
  id: string,
  passwordHash: string,
): Promise<void> {
  await db.query('update users set password_hash = $3 where site = $1 and id = $2', [
    site,
    id,
    passwordHash,
  ]);
}

/** The agent groups of a user, which the engine is told at log-on. */
export async function groupsOfAgent(
  db: Queryable,
  site: SiteId,
  userId: string,
): Promise<readonly AgentGroupId[]> {
  const found = await db.query<{ readonly groupId: AgentGroupId }>(
    `select agent_group_id as "groupId" from agent_group_members
     where site = $1 and user_id = $2 order by agent_group_id`,
    [site, userId],
  );
  return found.rows.map((row) => row.groupId);
}
