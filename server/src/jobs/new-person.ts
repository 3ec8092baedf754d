import { randomBytes, randomUUID } from 'node:crypto';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { hashPassword } from '../api/password.ts';
import type { Queryable } from '../store/queryable.ts';
import { insertUser } from '../store/users.ts';
import { signInName } from './demo-people.ts';

/** How a person made by the product itself signs in. Shown once, never kept. */
export type Access = {
  readonly userId: string;
  readonly role: Role;
  /** What to type at the sign-in. */
  readonly name: string;
  readonly password: string;
};

/** A user with a password that nobody chose: 96 random bits, different at every site. */
export async function addPerson(
  db: Queryable,
  site: SiteId,
  displayName: string,
  role: Role,
): Promise<Access> {
  const password = randomBytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const user = { id: randomUUID(), name: signInName(displayName), displayName, role, active: true };
  await insertUser(db, site, { ...user, passwordHash });
  return { userId: user.id, role, name: user.name, password };
}
