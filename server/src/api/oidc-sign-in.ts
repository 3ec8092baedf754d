import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok, type Result } from '@outpace/engine/basics/result.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import {
  CALLBACK_PATH,
  type OidcIdentity,
  type OidcProvider,
  type OidcTicket,
} from '../oidc/oidc-provider.ts';
import { accountName, roleOf } from '../oidc/oidc-settings.ts';
import { addAudit } from '../store/audit.ts';
import { linkToOidc, type OidcUser, setRole, userOfOidc } from '../store/oidc-users.ts';
import type { Queryable } from '../store/queryable.ts';
import { type Outcome, transact } from '../store/transaction.ts';
import { insertUser } from '../store/users.ts';
import { openToAll } from './access.ts';
import type { ApiParts } from './api-parts.ts';
import { isOverTls, openBrowserSession } from './browser-session.ts';
import { hashPassword } from './password.ts';

const tags = ['Sign-in'];
/** Holds nothing but what this browser has to bring back. */
const TICKET_COOKIE = 'outpace-oidc';
const TICKET_SECONDS = 600;
/** Who changes accounts by what the provider says, in the audit trail. */
const BY = 'single sign-on';

const Ticket = Compile(
  Type.Object({ state: Type.String(), nonce: Type.String(), verifier: Type.String() }),
);

/** Where the page is, when all is well and when it is not. */
const HOME = '/';
const refusedAt = ({ code }: Refusal): string => `/sign-in?refused=${code}`;

/** Single sign-on; both addresses are visited by browsers, which are sent on. */
export const oidcRoutes =
  (parts: ApiParts, provider: OidcProvider): FastifyPluginAsyncTypebox =>
  async (app) => {
    const redirects = { 302: Type.Null({ description: 'To the provider, or to the page' }) };

    app.get(
      '/sign-in/oidc',
      {
        ...openToAll,
        schema: { tags, summary: 'Go to single sign-on', response: redirects },
      },
      async (request, reply) => {
        const begun = await provider.begin().catch((err: unknown) => {
          request.log.warn({ err }, 'single sign-on does not answer');
          return undefined;
        });
        if (begun === undefined) return reply.redirect(refusedAt(refusal('SSO_UNAVAILABLE')));
        keepTicket(request, reply, begun.ticket);
        return reply.redirect(begun.url.href);
      },
    );

    app.get(
      '/sign-in/oidc/callback',
      {
        ...openToAll,
        schema: { tags, summary: 'Come back from single sign-on', response: redirects },
      },
      async (request, reply) => {
        const came = await whoCame(provider, request).catch((err: unknown) => {
          request.log.warn({ err }, 'single sign-on does not answer');
          return fail(refusal('SSO_UNAVAILABLE'));
        });
        reply.clearCookie(TICKET_COOKIE, { path: CALLBACK_PATH });
        const user = came.ok ? await accountOf(parts, provider, came.value) : came;
        if (!user.ok) return reply.redirect(refusedAt(user.problem));
        const person = await openBrowserSession(parts, request, reply, user.value);
        return reply.redirect(person === undefined ? refusedAt(refusal('SSO_REFUSED')) : HOME);
      },
    );
  };

function keepTicket(request: FastifyRequest, reply: FastifyReply, ticket: OidcTicket): void {
  reply.setCookie(TICKET_COOKIE, Buffer.from(JSON.stringify(ticket)).toString('base64url'), {
    path: CALLBACK_PATH,
    httpOnly: true,
    // The browser comes back from another site, and brings it along.
    sameSite: 'lax',
    secure: isOverTls(request),
    maxAge: TICKET_SECONDS,
  });
}

function ticketOf({ cookies }: FastifyRequest): OidcTicket | undefined {
  try {
    const text = Buffer.from(cookies[TICKET_COOKIE] ?? '', 'base64url').toString();
    const value: unknown = JSON.parse(text);
    return Ticket.Check(value) ? value : undefined;
  } catch {
    // Not of our making, or gone after its time.
    return undefined;
  }
}

async function whoCame(
  provider: OidcProvider,
  request: FastifyRequest,
): Promise<Result<OidcIdentity, Refusal>> {
  const ticket = ticketOf(request);
  if (ticket === undefined) return fail(refusal('SSO_FAILED'));
  const query = request.url.split('?').slice(1).join('?');
  const identity = await provider.finish(query, ticket);
  return identity === undefined ? fail(refusal('SSO_FAILED')) : ok(identity);
}

/** The account of whoever came, with the role that the provider gives them. */
async function accountOf(
  parts: ApiParts,
  { settings }: OidcProvider,
  identity: OidcIdentity,
): Promise<Outcome<string>> {
  const { pool, siteId, sockets } = parts;
  const role = roleOf(settings, identity.claims);
  if (role === undefined) return fail(refusal('SSO_REFUSED'));
  const name = accountName(settings, identity.claims);
  const found = await transact(pool, { code: 'SSO_REFUSED' }, async (db) => {
    const known =
      (await userOfOidc(db, siteId, identity)) ?? (await linked(db, parts, name, identity));
    if (known === undefined) {
      if (settings.newUsers !== 'create' || name === undefined || role === 'kept') {
        return fail(refusal('SSO_REFUSED'));
      }
      return ok({ ...(await created(db, parts, name, identity, role)), isChanged: false });
    }
    if (!known.active) return fail(refusal('SSO_REFUSED'));
    const isChanged = role !== 'kept' && role !== known.role;
    if (isChanged) {
      await setRole(db, siteId, known.userId, role);
      const detail = { from: known.role, to: role };
      const entry = { by: BY, what: 'user-changed', subject: known.userId, detail };
      await addAudit(db, siteId, entry);
    }
    return ok({ userId: known.userId, isChanged });
  });
  if (!found.ok) return found;
  // What is open was opened with the rights of before.
  if (found.value.isChanged) sockets.endUser(found.value.userId, undefined);
  return ok(found.value.userId);
}

async function linked(
  db: Queryable,
  { siteId }: ApiParts,
  name: string | undefined,
  identity: OidcIdentity,
): Promise<OidcUser | undefined> {
  const user = name === undefined ? undefined : await linkToOidc(db, siteId, name, identity);
  if (user === undefined) return undefined;
  const detail = { issuer: identity.issuer };
  await addAudit(db, siteId, { by: BY, what: 'user-linked', subject: user.userId, detail });
  return user;
}

async function created(
  db: Queryable,
  { siteId }: ApiParts,
  name: string,
  identity: OidcIdentity,
  role: Exclude<ReturnType<typeof roleOf>, 'kept' | undefined>,
): Promise<{ readonly userId: string }> {
  const { name: spoken } = identity.claims;
  const displayName = typeof spoken === 'string' && spoken !== '' ? spoken.slice(0, 120) : name;
  const id = randomUUID();
  // A password that nobody knows: they come through the provider alone.
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'));
  await insertUser(db, siteId, { id, name, displayName, role, active: true, passwordHash });
  await linkToOidc(db, siteId, name, identity);
  const detail = { name, role };
  await addAudit(db, siteId, { by: BY, what: 'user-added', subject: id, detail });
  return { userId: id };
}
