import type { ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import {
  type ListSelection,
  NO_SELECTION,
  passes,
  RECORD_FIELDS,
  type SelectableField,
  sortKey,
} from '@outpace/engine/calling-lists/list-selection.ts';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import { type RecordRow, recordOf } from './chain-rows.ts';
import type { Statements } from './ownership.ts';

export type SelectedList = {
  readonly id: string;
  readonly selection: ListSelection | null;
  /** Above 0. */
  readonly version: number;
  readonly fields: readonly ListField[];
};

/** Fields that a selection of this list may name. */
export const selectableFields = (fields: readonly ListField[]): readonly SelectableField[] => [
  ...RECORD_FIELDS,
  ...fields,
];

/** Of these lists those whose rows have to be looked at; mostly none. */
export const selectedLists = (
  statements: Statements,
  site: SiteId,
  listIds: readonly string[],
): Promise<readonly SelectedList[]> =>
  statements.run<SelectedList>('selected-lists', SELECTED, [site, listIds]);

const SELECTED = `
  select id, selection, selection_version as version, fields from calling_lists
  where site = $1 and id = any ($2::text[]) and selection_version > 0`;

/** Where a row stood in the queue of its list before it was looked at. */
export type QueuePlace = {
  readonly keyed: number;
  readonly window: number;
  readonly rank: number;
  /** As the database writes it. */
  readonly due: string;
  readonly sorted: string;
  readonly queued: ChainId | '0';
};

type FoundRow = Omit<RecordRow, 'id'> &
  QueuePlace & { readonly queued: ChainId; readonly id: string | null };

/**
 * Looks at rows of the list that wait and that its selection has not seen, the first ones, and
 * keeps what it says of them beside the row: so it is asked once for each time that a record is
 * imported or comes back, not at every fetch. Returns how many it looked at, at most `rowsMax`.
 * Rows that somebody else holds are left for later.
 */
export async function keyFirstRows(
  statements: Statements,
  site: SiteId,
  list: SelectedList,
  rowsMax: number,
): Promise<number> {
  const values = [site, list.id, list.version, rowsMax];
  const found = await statements.run<FoundRow>('first-unkeyed-rows', FIRST_UNKEYED, values);
  await keyRows(statements, site, list, found);
  return found.length;
}

/**
 * The same from the back: the last rows before this place, or of all. Returns the place it came
 * to, from where the next part goes on; undefined: nothing was left.
 */
export async function keyLastRows(
  statements: Statements,
  site: SiteId,
  list: SelectedList,
  rowsMax: number,
  before?: QueuePlace,
): Promise<QueuePlace | undefined> {
  const { keyed, window, rank, due, sorted, queued } = before ?? endOf(list);
  const place = [keyed, window, rank, due, sorted, queued];
  const values = [site, list.id, list.version, rowsMax, ...place];
  const found = await statements.run<FoundRow>('last-unkeyed-rows', LAST_UNKEYED, values);
  await keyRows(statements, site, list, found);
  return found.at(-1);
}

/** Behind every row that this version has not looked at. */
const endOf = ({ version }: SelectedList): QueuePlace => ({
  keyed: version,
  window: -1,
  rank: 0,
  due: '-infinity',
  sorted: '',
  queued: '0',
});

async function keyRows(
  statements: Statements,
  site: SiteId,
  list: SelectedList,
  found: readonly FoundRow[],
): Promise<void> {
  if (found.length === 0) return;
  const { filter, sort } = list.selection ?? NO_SELECTION;
  const { version } = list;
  const fields = selectableFields(list.fields);
  const records = found.map((row) =>
    row.id === null ? undefined : recordOf({ ...row, id: row.id }),
  );
  await statements.run('key-rows', KEY, [
    site,
    found.map(({ queued }) => queued),
    records.map((record) => (record === undefined || passes(filter, record) ? version : -version)),
    records.map((record) => (record === undefined ? '' : sortKey(sort, record, fields))),
  ]);
}

// Held until its key is written: a row that is leased and comes back meanwhile has a record that
// was not looked at. A chain without a record passes: its lease finds that out and closes it.
const unkeyed = (order: 'asc' | 'desc', upTo: string): string => `
  with unkeyed as materialized (
    select q.chain_id, q.keyed, q.window_id, q.rank, q.due_at, q.sort_key from dial_queue q
    where q.site = $1 and q.list_id = $2 and q.keyed > -$3::int and ${upTo}
    order by ${inOrder('q', order)} limit $4 for update skip locked
  )
  select u.chain_id::text as queued, u.keyed, u.window_id as window, u.rank, u.due_at::text as due,
    u.sort_key as sorted, r.id::text, r.chain_id::text, r.chain_n, r.phone,
    r.contact_type, r.record_type, r.record_status, r.call_result, r.attempts, r.zone,
    r.daily_from, r.daily_till, r.called_at, r.agent_id, r.fields
  from unkeyed u
  cross join lateral (
    select c.place from chains c where c.site = $1 and c.id = u.chain_id limit 1) as c
  left join lateral (
    select * from records r
    where r.site = $1 and r.chain_id = u.chain_id
    order by r.chain_n = c.place desc, r.chain_n limit 1) as r on true
  order by ${inOrder('u', order)}`;

/** The index of the queue within a list. */
const PLACE = ['keyed', 'window_id', 'rank', 'due_at', 'sort_key', 'chain_id'];

const inOrder = (table: string, order: string): string =>
  PLACE.map((column) => `${table}.${column} ${order}`).join(', ');

const FIRST_UNKEYED = unkeyed('asc', 'q.keyed < $3::int');

// The one bound from above: beside another the index is entered at that one, far behind the place.
const LAST_UNKEYED = unkeyed(
  'desc',
  `(${PLACE.map((column) => `q.${column}`).join(', ')})
    < ($5::int, $6::int, $7::smallint, $8::timestamptz, $9::text, $10::bigint)`,
);

const KEY = `
  update dial_queue q set keyed = key.keyed, sort_key = key.sort_key
  from unnest($2::bigint[], $3::int[], $4::text[]) as key (chain_id, keyed, sort_key)
  where q.site = $1 and q.chain_id = key.chain_id`;
