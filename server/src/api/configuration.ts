import { fail, ok } from '@outpace/engine/basics/result.ts';
import { addAudit } from '../store/audit.ts';
import type { Queryable } from '../store/queryable.ts';
import { type ForeignKeyRefusal, type Outcome, transact } from '../store/transaction.ts';
import type { ApiParts } from './api-parts.ts';
import type { SignedIn } from './auth.ts';

/** What the audit trail says of a change of configuration. */
export type Change = {
  readonly by: SignedIn;
  /** Verb and noun, e.g. `campaign-changed`. */
  readonly what: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** What a broken reference means for this change. */
  readonly onForeignKey: ForeignKeyRefusal;
};

/** One change of configuration and its entry in the audit trail, both or neither. */
export const change = <Value>(
  { pool, siteId }: Pick<ApiParts, 'pool' | 'siteId'>,
  { by, what, subject, detail, onForeignKey }: Change,
  write: (db: Queryable) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> =>
  transact(pool, onForeignKey, async (db) => {
    const outcome = await write(db);
    if (!outcome.ok) return fail(outcome.problem);
    await addAudit(db, siteId, { by: by.userId, what, subject, detail });
    return ok(outcome.value);
  });
