import { Type } from 'typebox';
import { closed, id, name, nullable } from './schema.ts';

/*
 * Tokens with which programs act for whoever made them: `Authorization: Bearer TOKEN` in place of
 * the cookie.
 */

const scope = () =>
  Type.String({
    pattern: '^[a-z][a-z-]{0,40}:(read|write)$',
    description:
      'A group of this document with `:read` or `:write`, such as `calling-lists:read`; `all` ' +
      'stands for every group but users',
  });

export const API_TOKEN_DAYS_MAX = 366;

/** POST /api/me/tokens. */
export const ApiTokenBody = closed({
  name: name(),
  scopes: Type.Array(scope(), { minItems: 1, maxItems: 40 }),
  days: Type.Integer({
    minimum: 1,
    maximum: API_TOKEN_DAYS_MAX,
    description: 'After so many it is good for nothing',
  }),
});
export type ApiTokenBody = Type.Static<typeof ApiTokenBody>;

/** GET /api/me/token-scopes: what scopes can name, before `:read` or `:write`. */
export const TokenScopes = Type.Array(Type.String());
export type TokenScopes = Type.Static<typeof TokenScopes>;

/** GET /api/me/tokens. */
export const ApiTokenRow = closed({
  id: id(),
  name: name(),
  scopes: Type.Array(scope()),
  createdAt: Type.String({ format: 'date-time' }),
  expiresAt: Type.String({ format: 'date-time' }),
  usedAt: nullable(Type.String({ format: 'date-time', description: 'To the minute' })),
});
export type ApiTokenRow = Type.Static<typeof ApiTokenRow>;

export const ApiTokenMade = closed({
  ...ApiTokenRow.properties,
  token: Type.String({ description: 'Shown this once' }),
});
export type ApiTokenMade = Type.Static<typeof ApiTokenMade>;
