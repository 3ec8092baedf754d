import type { UserRow } from '@outpace/protocol/people.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const url = '/api/users';
const user = { name: 'new.agent', displayName: 'New Agent', role: 'agent', active: true } as const;
const add = (name: string) =>
  app.ask<UserRow>('administrator', url, { body: { ...user, name, password: PASSWORD } });
const change = (id: string, version: number, body: object) =>
  app.ask<UserRow>('administrator', `${url}/${id}?version=${version}`, { method: 'PUT', body });

test('a user is added, can sign in, and no answer or trail holds the password', async () => {
  const added = await add('first.agent');
  expect(added.body).toEqual({ ...user, name: 'first.agent', id: added.body.id, version: 1 });
  const body = { name: 'first.agent', password: PASSWORD };
  expect((await app.ask(undefined, '/api/sign-in', { body })).status).toBe(200);
  const all = await app.ask<UserRow[]>('supervisor', url);
  expect(all.body.map(({ name }) => name)).toContain('first.agent');
  const trail = await app.pool.query(`select * from audit where subject = $1`, [added.body.id]);
  expect(trail.rows).toMatchObject([{ by: 'administrator', what: 'user-added' }]);
  expect(JSON.stringify([all.body, trail.rows])).not.toContain(PASSWORD);
});

test('without a password nobody is added, and no name is given twice', async () => {
  expect((await app.ask('administrator', url, { body: user })).code).toBe('BAD_REQUEST');
  await add('second.agent');
  expect((await add('second.agent')).code).toBe('NAME_TAKEN');
});

test('a change counts once; who was too late is told', async () => {
  const { id } = (await add('third.agent')).body;
  const changed = await change(id, 1, { ...user, name: 'third.agent', displayName: 'Third' });
  expect(changed.body).toMatchObject({ displayName: 'Third', version: 2 });
  expect((await change(id, 1, { ...user, name: 'late' })).code).toBe('CHANGED_MEANWHILE');
  expect((await change('nobody', 1, { ...user, name: 'late' })).code).toBe('NOT_FOUND');
});

test('deactivating ends sessions and sockets at once', async () => {
  const cookie = await app.addUser('fired', 'agent');
  const socket = await app.socket(undefined, '/api/agent-socket', { cookie });
  await socket.opened();
  await change('fired', 1, { ...user, name: 'fired.one', active: false });
  expect(await socket.closed).toBe(4003);
  expect((await app.ask(undefined, '/api/me', { cookie })).code).toBe('NOT_SIGNED_IN');
});

test('a change that is refused signs nobody out', async () => {
  const cookie = await app.addUser('steady', 'agent');
  expect((await change('steady', 9, { ...user, name: 'x' })).code).toBe('CHANGED_MEANWHILE');
  expect((await app.ask(undefined, '/api/me', { cookie })).status).toBe(200);
});

test('administrators cannot lock themselves out', async () => {
  const self = { name: 'administrator.one', displayName: 'One', role: 'administrator' };
  const demoted = { ...self, role: 'agent', active: true };
  expect((await change('administrator', 1, demoted)).code).toBe('FORBIDDEN');
  expect((await change('administrator', 1, { ...self, active: false })).code).toBe('FORBIDDEN');
  expect((await change('administrator', 1, { ...self, active: true })).status).toBe(200);
  expect((await app.ask('administrator', '/api/me')).status).toBe(200);
});
