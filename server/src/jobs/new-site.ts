import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { Pool } from 'pg';
import { insertSite, type Reason, siteRow } from '../store/sites.ts';
import { transact } from '../store/transaction.ts';
import { type Access, addPerson } from './new-person.ts';

/** What was made, to be printed once; nobody and not created when the site was there already. */
export type NewSite = { readonly created: boolean; readonly people: readonly Access[] };

/** Not Ready reasons to begin with; an administrator changes them. */
export const FIRST_REASONS: readonly Reason[] = [
  { code: 'lunch', label: 'Lunch' },
  { code: 'break', label: 'Break' },
  { code: 'training', label: 'Training' },
  { code: 'meeting', label: 'Meeting' },
];

/** An empty site with one administrator, for those who do not want the demo. Made once. */
export async function createSite(pool: Pool, siteId: SiteId, name: string): Promise<NewSite> {
  if ((await siteRow(pool, siteId)) !== undefined) return { created: false, people: [] };
  const made = await transact(pool, { code: 'BAD_REQUEST' }, async (db) => {
    const site = { name, demo: false, reasons: FIRST_REASONS };
    if (!(await insertSite(db, siteId, site))) return ok({ created: false, people: [] });
    const people = [await addPerson(db, siteId, 'Administrator', 'administrator')];
    return ok({ created: true, people });
  });
  if (!made.ok) throw new Error(`site ${siteId} was not made: ${made.problem.code}`);
  return made.value;
}
