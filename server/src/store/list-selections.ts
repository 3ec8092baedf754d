import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import {
  type ListSelection,
  NO_SELECTION,
  selectionProblem,
} from '@outpace/engine/calling-lists/list-selection.ts';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import type { SelectionRow } from '@outpace/protocol/dialing-order.ts';
import { selectableFields } from './list-keys.ts';
import type { Queryable } from './queryable.ts';
import type { Outcome } from './transaction.ts';

type StoredSelection = {
  readonly selection: ListSelection | null;
  readonly version: number;
  readonly fields: readonly ListField[];
};

/** Whom of the list the dialer calls, who goes first, and what comes of that now. */
export async function listSelection(
  db: Queryable,
  site: SiteId,
  listId: string,
): Promise<Outcome<SelectionRow>> {
  const stored = await storedSelection(db, site, listId);
  if (stored === undefined) return fail(refusal('NOT_FOUND'));
  const { selection, version } = stored;
  const { filter, sort } = selection ?? NO_SELECTION;
  const { match, conditions } = filter;
  const counts = await waitingOf(db, site, listId, version);
  return ok({
    filter: { match, conditions: [...conditions] },
    sort: [...sort],
    version,
    ...counts,
  });
}

/**
 * From the commit on only those are fetched that the new selection has looked at. Promises are
 * looked at by none: they are kept whatever it says.
 */
export async function setSelection(
  db: Queryable,
  site: SiteId,
  listId: string,
  selection: ListSelection,
  version: number,
): Promise<Outcome<undefined>> {
  const stored = await storedSelection(db, site, listId);
  if (stored === undefined) return fail(refusal('NOT_FOUND'));
  const problem = selectionProblem(selection, selectableFields(stored.fields));
  if (problem !== undefined) return fail(refusal('INVALID_PARAMETER', problem));
  const changed = await db.query(
    `update calling_lists set selection = $4, selection_version = $3 + 1
     where site = $1 and id = $2 and selection_version = $3`,
    [site, listId, version, JSON.stringify(selection)],
  );
  if (changed.rowCount === 0) return fail(refusal('CHANGED_MEANWHILE'));
  await keepPromises(db, site, listId, version + 1);
  return ok(undefined);
}

/**
 * To be asked before a list gets other fields: all rows are looked at again by these, if there is
 * a selection. Refused when it would name a field in vain.
 */
export async function refitSelection(
  db: Queryable,
  site: SiteId,
  listId: string,
  fields: readonly ListField[],
): Promise<Outcome<undefined>> {
  const stored = await storedSelection(db, site, listId);
  if (stored === undefined || stored.version === 0) return ok(undefined);
  const same = await db.query(
    'select from calling_lists where site = $1 and id = $2 and fields = $3::jsonb',
    [site, listId, JSON.stringify(fields)],
  );
  if (same.rowCount !== 0) return ok(undefined);
  const selection = stored.selection ?? NO_SELECTION;
  const problem = selectionProblem(selection, selectableFields(fields));
  if (problem !== undefined) return fail(refusal('IN_USE', `by the order of the list: ${problem}`));
  const version = stored.version + 1;
  await db.query('update calling_lists set selection_version = $3 where site = $1 and id = $2', [
    site,
    listId,
    version,
  ]);
  await keepPromises(db, site, listId, version);
  return ok(undefined);
}

async function keepPromises(
  db: Queryable,
  site: SiteId,
  listId: string,
  version: number,
): Promise<void> {
  await db.query(
    `update dial_queue set keyed = $3
     where site = $1 and list_id = $2 and promised_in is not null`,
    [site, listId, version],
  );
}

async function storedSelection(
  db: Queryable,
  site: SiteId,
  listId: string,
): Promise<StoredSelection | undefined> {
  const found = await db.query<StoredSelection>(
    `select selection, selection_version as version, fields from calling_lists
     where site = $1 and id = $2`,
    [site, listId],
  );
  return found.rows[0];
}

type Counts = Pick<SelectionRow, 'passing' | 'heldBack' | 'unseen'>;

/** From the index alone. */
async function waitingOf(
  db: Queryable,
  site: SiteId,
  listId: string,
  version: number,
): Promise<Counts> {
  const found = await db.query<Counts>(
    `select count(*) filter (where keyed = $3)::int as passing,
       count(*) filter (where keyed = -$3::int and $3 > 0)::int as "heldBack",
       count(*) filter (where keyed > -$3::int and keyed < $3)::int as unseen
     from dial_queue where site = $1 and list_id = $2`,
    [site, listId, version],
  );
  return found.rows[0] ?? { passing: 0, heldBack: 0, unseen: 0 };
}
