import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import {
  ApiTokenBody,
  ApiTokenMade,
  ApiTokenRow,
  TokenScopes,
} from '@outpace/protocol/api-tokens.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import { apiTokensOf, deleteApiToken, insertApiToken } from '../store/api-tokens.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING } from './route-schemas.ts';
import { newApiToken } from './token-holder.ts';
import { groupsNamed, unknownScopes } from './token-scopes.ts';

/** In the group of passwords and sessions, which no token gets into. */
const tags = ['Sign-in'];
const TokenParams = closed({ tokenId: id() });
const onForeignKey = { code: 'BAD_REQUEST' } as const;

/** Everybody's own tokens. */
export const apiTokenRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingTokens(parts));
    await app.register(changingTokens(parts));
  };

const readingTokens =
  ({ pool, siteId }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/me/tokens',
      {
        ...requires('anyone'),
        schema: { tags, summary: 'My API tokens', response: answers(Type.Array(ApiTokenRow)) },
      },
      async (request) => [...(await apiTokensOf(pool, siteId, personOf(request).userId))],
    );

    app.get(
      '/me/token-scopes',
      {
        ...requires('anyone'),
        schema: { tags, summary: 'What API tokens can be for', response: answers(TokenScopes) },
      },
      () => [...groupsNamed(app.scopeGroups)],
    );
  };

const changingTokens =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const { siteId } = parts;

    app.post(
      '/me/tokens',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'Make an API token',
          description:
            'It acts for you, with your role as it is at the time, within its scopes, until it ' +
            'runs out, is removed, or your account is deactivated. Sent as `Authorization: ' +
            'Bearer`. Passwords, sessions and tokens are out of its reach.',
          body: ApiTokenBody,
          response: answers(ApiTokenMade),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const unknown = unknownScopes(body.scopes, app.scopeGroups);
        if (unknown.length > 0) return refuse(reply, refusal('BAD_REQUEST', unknown.join(', ')));
        const by = personOf(request);
        const { token, tokenHash } = newApiToken();
        const tokenId = randomUUID();
        const detail = { name: body.name, scopes: body.scopes, days: body.days };
        const about = { by, what: 'api-token-made', subject: tokenId, detail, onForeignKey };
        const made = await change(parts, about, (db) =>
          insertApiToken(db, siteId, by.userId, { ...body, id: tokenId, tokenHash }),
        );
        return answer(reply, made.ok ? ok({ ...made.value, token }) : made);
      },
    );

    app.delete(
      '/me/tokens/:tokenId',
      {
        ...requires('anyone'),
        schema: {
          tags,
          summary: 'Remove an API token',
          params: TokenParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const { tokenId } = request.params;
        const by = personOf(request);
        const about = { by, what: 'api-token-removed', subject: tokenId, detail: {}, onForeignKey };
        const removed = await change(parts, about, async (db) => {
          const gone = await deleteApiToken(db, siteId, by.userId, tokenId);
          return gone === undefined ? fail(refusal('NOT_FOUND')) : ok(gone);
        });
        return removed.ok ? reply.code(204).send(null) : refuse(reply, removed.problem);
      },
    );
  };
