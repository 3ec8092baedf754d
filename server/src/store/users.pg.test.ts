import { agentGroupId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAgentGroup } from './agent-groups.ts';
import { openTestSite, type TestSite } from './test-site.ts';
import { allUsers, credentialsOf, groupsOfAgent, updatePassword, updateUser } from './users.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
});
afterAll(() => at.drop());

const ana = { name: 'ana', displayName: 'Ana', role: 'agent', active: true } as const;

test('credentials are there while the user is active', async () => {
  const { pool, site } = at;
  await at.addUser('eva');
  await updatePassword(pool, site, 'eva', 'hash-1');
  const known = { userId: 'eva', role: 'agent', passwordHash: 'hash-1' };
  expect(await credentialsOf(pool, site, 'eva')).toEqual(known);
  expect(await credentialsOf(pool, site, 'EVA')).toBeUndefined();
  const gone = { ...ana, name: 'eva', active: false, passwordHash: undefined };
  await updateUser(pool, site, 'eva', 1, gone);
  expect(await credentialsOf(pool, site, 'eva')).toBeUndefined();
});

test('a change keeps the password unless it brings one, and needs the version', async () => {
  const { pool, site } = at;
  const kept = await updateUser(pool, site, 'ana', 1, { ...ana, passwordHash: undefined });
  expect(kept).toEqual({ ok: true, value: { ...ana, id: 'ana', version: 2 } });
  expect((await credentialsOf(pool, site, 'ana'))?.passwordHash).toBe('none');
  await updateUser(pool, site, 'ana', 2, { ...ana, passwordHash: 'hash-2' });
  expect((await credentialsOf(pool, site, 'ana'))?.passwordHash).toBe('hash-2');
  const late = await updateUser(pool, site, 'ana', 2, { ...ana, passwordHash: undefined });
  expect(late).toMatchObject({ ok: false, problem: { code: 'CHANGED_MEANWHILE' } });
  expect((await allUsers(pool, site)).find(({ id }) => id === 'ana')?.version).toBe(3);
});

test('an agent knows their groups', async () => {
  const { pool, site } = at;
  await insertAgentGroup(pool, site, 'g-1', { name: 'One', members: ['ana'] });
  await insertAgentGroup(pool, site, 'g-2', { name: 'Two', members: [] });
  expect(await groupsOfAgent(pool, site, 'ana')).toEqual([agentGroupId('g-1')]);
});
