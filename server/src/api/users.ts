import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { UserBody, UserRow } from '@outpace/protocol/people.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { closeSessionsOfUser } from '../store/user-sessions.ts';
import { allUsers, insertUser, updateUser } from '../store/users.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf, type SignedIn } from './auth.ts';
import { change } from './configuration.ts';
import { hashPassword } from './password.ts';
import { VersionQuery } from './route-schemas.ts';

const tags = ['Users'];
const UserParams = closed({ userId: id() });
const onForeignKey = { code: 'BAD_REQUEST' } as const;

export const userRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(addingUsers(parts));
    await app.register(changingUsers(parts));
  };

const addingUsers =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId } = parts;

    app.get(
      '/users',
      {
        ...requires('supervisor'),
        schema: { tags, summary: 'All users', response: answers(Type.Array(UserRow)) },
      },
      () => allUsers(pool, siteId),
    );

    app.post(
      '/users',
      {
        ...requires('administrator'),
        schema: { tags, summary: 'Add a user', body: UserBody, response: answers(UserRow) },
      },
      async (request, reply) => {
        const { password, ...user } = request.body;
        if (password === undefined) return refuse(reply, refusal('BAD_REQUEST', 'password'));
        const passwordHash = await hashPassword(password);
        const userId = randomUUID();
        const detail = { name: user.name, role: user.role };
        const about = { by: personOf(request), what: 'user-added', subject: userId, detail };
        const added = await change(parts, { ...about, onForeignKey }, async (db) =>
          ok(await insertUser(db, siteId, { ...user, id: userId, passwordHash })),
        );
        return answer(reply, added);
      },
    );
  };

const changingUsers =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId, sockets } = parts;

    app.put(
      '/users/:userId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change a user',
          description:
            'Without `password` it stays. A new password, another role and deactivating sign the ' +
            'user out everywhere. Users are never removed: what they did keeps their name.',
          params: UserParams,
          querystring: VersionQuery,
          body: UserBody,
          response: answers(UserRow),
        },
      },
      async (request, reply) => {
        const { userId } = request.params;
        const { password, ...user } = request.body;
        const by = personOf(request);
        const problem = lockOut(by, userId, request.body);
        if (problem !== undefined) return refuse(reply, problem);
        const passwordHash = password === undefined ? undefined : await hashPassword(password);
        const detail = {
          name: user.name,
          role: user.role,
          active: user.active,
          newPassword: password !== undefined,
        };
        const about = { by, what: 'user-changed', subject: userId, detail, onForeignKey };
        const keep = userId === by.userId ? by.tokenHash : undefined;
        const changed = await change(parts, about, async (db) => {
          await closeSessionsOfUser(db, siteId, userId, keep);
          const version = Number(request.query.version);
          return updateUser(db, siteId, userId, version, { ...user, passwordHash });
        });
        if (changed.ok) sockets.endUser(userId, keep);
        return answer(reply, changed);
      },
    );
  };

/** Nobody locks themselves out, so there is always an administrator who can sign in. */
const lockOut = (by: SignedIn, userId: string, body: UserBody): Refusal | undefined =>
  userId === by.userId && (body.role !== by.role || !body.active)
    ? refusal('FORBIDDEN', 'your own role')
    : undefined;
