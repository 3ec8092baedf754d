import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Queryable } from './queryable.ts';

/** One change of configuration: who did what to which thing. Never holds a password. */
export type AuditEntry = {
  /** Id of the signed-in user. */
  readonly by: string;
  /** Verb and noun, e.g. `campaign-changed`. */
  readonly what: string;
  /** Id of the thing. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Written in the transaction of the change itself, so that neither is there without the other. */
export async function addAudit(db: Queryable, site: SiteId, entry: AuditEntry): Promise<void> {
  await db.query(
    'insert into audit (site, by, what, subject, detail) values ($1, $2, $3, $4, $5)',
    [site, entry.by, entry.what, entry.subject, JSON.stringify(entry.detail)],
  );
}
