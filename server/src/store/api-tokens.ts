import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ApiTokenBody, ApiTokenRow } from '@outpace/protocol/api-tokens.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';
import type { Person } from './user-sessions.ts';

/** Tokens of one user. */
const TOKENS_MAX = 20;

const COLUMNS = 'id, name, scopes, created_at, expires_at, used_at';

type Row = Pick<ApiTokenRow, 'id' | 'name' | 'scopes'> & {
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
};

const rowOf = ({ created_at, expires_at, used_at, ...row }: Row): ApiTokenRow => ({
  ...row,
  createdAt: created_at.toISOString(),
  expiresAt: expires_at.toISOString(),
  usedAt: used_at?.toISOString() ?? null,
});

export async function apiTokensOf(
  db: Queryable,
  site: SiteId,
  userId: string,
): Promise<readonly ApiTokenRow[]> {
  const found = await db.query<Row>(
    `select ${COLUMNS} from api_tokens where site = $1 and user_id = $2 order by created_at, id`,
    [site, userId],
  );
  return found.rows.map(rowOf);
}

export async function insertApiToken(
  db: Queryable,
  site: SiteId,
  userId: string,
  token: ApiTokenBody & { readonly id: string; readonly tokenHash: Buffer },
): Promise<Outcome<ApiTokenRow>> {
  // What has run out is no use to anybody, and must not count.
  await db.query(
    'delete from api_tokens where site = $1 and user_id = $2 and expires_at <= now()',
    [site, userId],
  );
  const has = await apiTokensOf(db, site, userId);
  if (has.length >= TOKENS_MAX) return fail(refusal('TOO_MANY'));
  const made = await db.query<Row>(
    `insert into api_tokens (site, id, user_id, name, token_hash, scopes, expires_at)
     values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) returning ${COLUMNS}`,
    [site, token.id, userId, token.name, token.tokenHash, token.scopes, token.days],
  );
  const [row] = made.rows;
  return row === undefined ? fail(refusal('BAD_REQUEST')) : ok(rowOf(row));
}

/** The name of the one that is gone; undefined: there was none of theirs. */
export async function deleteApiToken(
  db: Queryable,
  site: SiteId,
  userId: string,
  id: string,
): Promise<string | undefined> {
  const gone = await db.query<{ readonly name: string }>(
    'delete from api_tokens where site = $1 and user_id = $2 and id = $3 returning name',
    [site, userId, id],
  );
  return gone.rows[0]?.name;
}

/** Whom a token acts for, and within what. */
export type TokenHolder = Person & { readonly scopes: readonly string[] };

export async function holderOfToken(
  db: Queryable,
  site: SiteId,
  tokenHash: Buffer,
): Promise<TokenHolder | undefined> {
  const found = await db.query<TokenHolder & { readonly isStale: boolean }>(
    `select u.id as "userId", u.name, u.display_name as "displayName", u.role, t.scopes,
       (extract(epoch from t.expires_at) * 1000)::float8 as "expiresAtMs",
       coalesce(t.used_at < now() - interval '1 minute', true) as "isStale"
     from api_tokens t join users u on u.site = t.site and u.id = t.user_id
     where t.site = $1 and t.token_hash = $2 and t.expires_at > now() and u.active`,
    [site, tokenHash],
  );
  const [row] = found.rows;
  if (row === undefined) return undefined;
  const { isStale, ...holder } = row;
  // A write for each request would be one too many.
  if (isStale) {
    await db.query('update api_tokens set used_at = now() where site = $1 and token_hash = $2', [
      site,
      tokenHash,
    ]);
  }
  return holder;
}
