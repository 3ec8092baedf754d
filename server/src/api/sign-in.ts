import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import {
  DemoSignInBody,
  Me,
  PasswordBody,
  type Role,
  SignInBody,
  SignInOffer,
} from '@outpace/protocol/sign-in.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { addAudit } from '../store/audit.ts';
import { closeSessionsOfUser, closeUserSession, type Person } from '../store/user-sessions.ts';
import { allUsers, credentialsOf, updatePassword } from '../store/users.ts';
import { openToAll, requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { openBrowserSession } from './browser-session.ts';
import { isLocal } from './origin.ts';
import { hashPassword, isPassword } from './password.ts';
import { peerOf } from './peer-address.ts';
import { NOTHING } from './route-schemas.ts';
import { SignInGuard } from './sign-in-guard.ts';
import { COOKIE } from './user-token.ts';

/** Of somebody who is signed in: ten tries a minute. */
const PASSWORD_TRIES = { max: 10, timeWindow: '1 minute' };
const tags = ['Sign-in'];

export const signInRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId, site, sockets, oidc } = parts;
    const guard = new SignInGuard();

    app.get(
      '/sign-in',
      {
        ...openToAll,
        schema: { tags, summary: 'What can be offered', response: answers(SignInOffer) },
      },
      async (request) => ({
        siteName: site.name,
        demo: offersDemo(parts, request),
        singleSignOn: oidc === undefined ? null : (oidc.settings.label ?? 'Single sign-on'),
      }),
    );

    app.post(
      '/sign-in',
      {
        ...openToAll,
        schema: { tags, summary: 'Sign in', body: SignInBody, response: answers(Me) },
      },
      async (request, reply) => {
        const { name, password } = request.body;
        const address = peerOf(request);
        if (guard.refuses(name, address)) return refuse(reply, refusal('TOO_MANY_TRIES'));
        const user = await credentialsOf(pool, siteId, name);
        const known = await isPassword(password, user?.passwordHash);
        if (!known || user === undefined) {
          guard.failed(name, address);
          return refuse(reply, refusal('SIGN_IN_FAILED'));
        }
        guard.succeeded(name);
        return signIn(parts, request, reply, user.userId);
      },
    );

    app.post(
      '/sign-out',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'Sign out',
          description: 'Refused to an agent whose line is held for a contact.',
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const { tokenHash, userId } = personOf(request);
        const exit = parts.dialer.agentView(agentId(userId))?.status.actions.exit ?? 'allowed';
        if (exit !== 'allowed') return refuse(reply, refusal(exit));
        await closeUserSession(pool, siteId, tokenHash);
        sockets.endSession(tokenHash);
        reply.clearCookie(COOKIE, { path: '/' });
        return reply.code(204).send(null);
      },
    );
  };

/** What a signed-in person may do about themselves. */
export const selfRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { pool, siteId, sockets } = parts;

    app.get(
      '/me',
      { ...requires('anyone'), schema: { tags, summary: 'Who I am', response: answers(Me) } },
      async (request) => meOf(parts, personOf(request)),
    );

    app.put(
      '/me/password',
      {
        config: { ...requires('anyone').config, rateLimit: PASSWORD_TRIES },
        schema: {
          tags,
          summary: 'Change my password',
          body: PasswordBody,
          response: { ...answers(Me), ...NOTHING },
        },
      },
      async (request, reply) => {
        const { userId, name, tokenHash } = personOf(request);
        const user = await credentialsOf(pool, siteId, name);
        const known = await isPassword(request.body.old, user?.passwordHash);
        if (!known) return refuse(reply, refusal('SIGN_IN_FAILED'));
        await updatePassword(pool, siteId, userId, await hashPassword(request.body.new));
        await closeSessionsOfUser(pool, siteId, userId, tokenHash);
        sockets.endUser(userId, tokenHash);
        await addAudit(pool, siteId, {
          by: userId,
          what: 'password-changed',
          subject: userId,
          detail: {},
        });
        return reply.code(204).send(null);
      },
    );
  };

/**
 * The door of the demo, mounted only where it may exist at all. Each browser that enters as an
 * agent becomes another one, as long as there are agents without a workspace.
 */
export const demoSignInRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const handedOut = new Map<string, number>();
    app.post(
      '/demo-sign-in',
      {
        ...openToAll,
        schema: {
          tags,
          summary: 'Enter the demo without a password',
          description: 'Only in a demo site, on this machine; there is nothing here otherwise.',
          body: DemoSignInBody,
          response: answers(Me),
        },
      },
      async (request, reply) => {
        if (!offersDemo(parts, request)) return refuse(reply, refusal('NOT_FOUND'));
        const userId = await demoUser(parts, request.body.as, handedOut);
        if (userId === undefined) return refuse(reply, refusal('NOT_FOUND'));
        return signIn(parts, request, reply, userId);
      },
    );
  };

const offersDemo = (parts: ApiParts, request: FastifyRequest): boolean =>
  parts.site.demo && parts.loopbackOnly && isLocal(request.socket.remoteAddress, request.headers);

/** Between signing in and the first message of the workspace somebody else may sign in, ms. */
const HANDED_OUT_MS = 10_000;

async function demoUser(
  { pool, siteId, hub, dialer }: ApiParts,
  role: Role,
  handedOut: Map<string, number>,
): Promise<string | undefined> {
  const users = (await allUsers(pool, siteId)).filter((user) => user.active && user.role === role);
  const now = dialer.now();
  const isFree = (id: string): boolean =>
    !hub.hasScreen(agentId(id)) && now - (handedOut.get(id) ?? 0) >= HANDED_OUT_MS;
  const user = users.find(({ id }) => role !== 'agent' || isFree(id)) ?? users[0];
  if (user !== undefined) handedOut.set(user.id, now);
  return user?.id;
}

async function signIn(
  parts: ApiParts,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
): Promise<Me | ReturnType<typeof refuse>> {
  const person = await openBrowserSession(parts, request, reply, userId);
  if (person === undefined) return refuse(reply, refusal('SIGN_IN_FAILED'));
  return meOf(parts, person);
}

const meOf = ({ site }: ApiParts, { userId, name, displayName, role }: Person): Me => ({
  userId,
  name,
  displayName,
  role,
  siteName: site.name,
  demo: site.demo,
});
