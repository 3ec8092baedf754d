import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from './test-site.ts';
import {
  closeSessionsOfUser,
  closeUserSession,
  openUserSession,
  personOfToken,
  SESSION_HOURS,
} from './user-sessions.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const whoIs = async (token: string) =>
  (await personOfToken(at.pool, at.site, hashOf(token)))?.userId;

test('a session lasts a shift and leads to its person', async () => {
  await at.addUser('ana');
  await openUserSession(at.pool, at.site, 'ana', hashOf('t-1'));
  const person = await personOfToken(at.pool, at.site, hashOf('t-1'));
  expect(person).toMatchObject({ userId: 'ana', displayName: 'ANA', role: 'agent' });
  const hoursLeft = ((person?.expiresAtMs ?? 0) - Date.now()) / 3_600_000;
  expect(hoursLeft).toBeGreaterThan(SESSION_HOURS - 0.1);
  expect(hoursLeft).toBeLessThan(SESSION_HOURS + 0.1);
});

test('it ends by signing out, by time and with the user', async () => {
  for (const id of ['out', 'late', 'gone']) {
    await at.addUser(id);
    await openUserSession(at.pool, at.site, id, hashOf(id));
  }
  await closeUserSession(at.pool, at.site, hashOf('out'));
  await at.pool.query(`update user_sessions set expires_at = now() where user_id = 'late'`);
  await at.pool.query(`update users set active = false where id = 'gone'`);
  expect([await whoIs('out'), await whoIs('late'), await whoIs('gone')]).toEqual(
    Array(3).fill(undefined),
  );
});

test('what has run out is swept when the next one signs in', async () => {
  await at.addUser('old');
  await openUserSession(at.pool, at.site, 'old', hashOf('old'));
  await at.pool.query(`update user_sessions set expires_at = now() where user_id = 'old'`);
  await openUserSession(at.pool, at.site, 'old', hashOf('new'));
  const left = await at.pool.query(`select 1 from user_sessions where user_id = 'old'`);
  expect(left.rowCount).toBe(1);
});

test('a user is signed out everywhere but here', async () => {
  await at.addUser('ben');
  for (const token of ['b-1', 'b-2']) await openUserSession(at.pool, at.site, 'ben', hashOf(token));
  await closeSessionsOfUser(at.pool, at.site, 'ben', hashOf('b-1'));
  expect([await whoIs('b-1'), await whoIs('b-2')]).toEqual(['ben', undefined]);
  await closeSessionsOfUser(at.pool, at.site, 'ben', undefined);
  expect(await whoIs('b-1')).toBeUndefined();
});
