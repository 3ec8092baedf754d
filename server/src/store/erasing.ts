import { must } from '@outpace/engine/basics/assert.ts';
import { type ChainId, chainId, type SiteId } from '@outpace/engine/basics/ids.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import {
  type ErasedThing,
  type InHand,
  keysOfPerson,
  NOBODY,
  type Person,
  type PersonChain,
  personOf,
  type Search,
  searchFor,
} from '@outpace/engine/compliance/erasure.ts';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Queryable } from './queryable.ts';
import { storable } from './storable.ts';
import { storedPhone } from './stored-phone.ts';

/*
 * Everything of one person, wherever it is. Each step names its rows once: so they are counted
 * before an erasure by the words by which they are erased.
 */

type FoundChain = PersonChain & {
  readonly id: string;
  readonly listName: string;
  readonly recordIds: readonly string[];
};

/** Somebody who asked to be forgotten, as the store knows them. */
export type FoundPerson = {
  readonly person: Person;
  readonly chains: readonly FoundChain[];
  /** Finds the person in any text; undefined: there is nothing to look for. */
  readonly search: Search | undefined;
};

// By an index each: chains by list and number or by customer, and those of the same customers.
const CHAINS = `
  with first as (
    select c.id, c.customer_id from calling_lists l
    join records r on r.list_id = l.id and r.site = l.site
    join chains c on c.site = r.site and c.id = r.chain_id
    where $2 = 'phone' and l.site = $1 and r.phone = $3
    union
    select id, customer_id from chains where $2 = 'customer' and site = $1 and customer_id = $3
  ), own as (
    select id from first
    union
    select c.id from chains c where c.site = $1 and c.customer_id in (
      select customer_id from first where customer_id is not null)
  )
  select c.id::text, c.contact_name as name, c.customer_id as "customerId",
    coalesce(c.details->>'email', '') as email, l.name as "listName",
    array(select r.id::text from records r
      where r.site = c.site and r.chain_id = c.id order by r.chain_n) as "recordIds",
    array(select r.phone from records r where r.site = c.site and r.chain_id = c.id
      union select a.phone from attempts a where a.site = c.site and a.chain_id = c.id) as phones
  from own join chains c on c.site = $1 and c.id = own.id
  join calling_lists l on l.site = c.site and l.id = c.list_id
  order by c.id`;

// Which of these numbers and names somebody else of the site has too.
const OTHERS = `
  select
    array(select distinct r.phone from calling_lists l
      join records r on r.list_id = l.id and r.site = l.site
      where l.site = $1 and r.phone = any ($3::text[]) and r.chain_id <> all ($2::bigint[])
    ) as phones,
    array(select c.contact_name from calling_lists l
      join chains c on c.list_id = l.id and c.site = l.site
      where l.site = $1 and lower(c.contact_name) = any ($4::text[])
        and c.id <> all ($2::bigint[])
      union select display_name from users
      where site = $1 and lower(display_name) = any ($4::text[])
    ) as names`;

type ChainRow = Omit<FoundChain, 'customerId' | 'phones'> & {
  readonly customerId: string | null;
  readonly phones: readonly string[];
};

export async function findPerson(
  db: Queryable,
  site: SiteId,
  asked: SuppressionKey,
): Promise<FoundPerson> {
  const value = storable(asked.kind === 'phone' ? asked.phone : asked.customerId);
  const found = await db.query<ChainRow>(CHAINS, [site, asked.kind, value]);
  const chains = found.rows.map((row) => ({
    ...row,
    customerId: row.customerId ?? undefined,
    phones: row.phones.map((phone) => storedPhone(phone, `a number of chain ${row.id}`)),
  }));
  const others = await db.query<{ readonly phones: string[]; readonly names: string[] }>(OTHERS, [
    site,
    chains.map(({ id }) => id),
    chains.flatMap(({ phones }) => phones),
    chains.map(({ name }) => name.toLowerCase()),
  ]);
  const person = personOf(asked, chains, others.rows[0] ?? { phones: [], names: [] });
  return { person, chains, search: searchFor(person, nationalOf) };
}

const nationalOf = (phone: string): string | undefined =>
  parsePhoneNumberFromString(phone)?.nationalNumber;

/** Rows of the person in one table. Braces name values, of which each step uses some. */
type Step = {
  readonly thing?: ErasedThing;
  readonly table: string;
  readonly where: string;
  /** What is set instead; undefined: the rows go. */
  readonly set?: string;
};

const OF_ATTEMPTS = `(chain_id = any ({chains}::bigint[]) or phone = any ({phones}::text[]))`;
const THEIR_ATTEMPTS = `select id from attempts where site = {site} and ${OF_ATTEMPTS}`;
const OF_INTERACTIONS = `(chain_id = any ({chains}::bigint[])
  or attempt_id in (${THEIR_ATTEMPTS}))`;
const OF_LISTS = `(kind = 'phone' and value = any ({phones}::text[])
  or kind = 'customer' and value = any ({customers}::text[]))`;

/** Found by a look at each row, before anything that the dialer waits for. */
const SEARCHED: readonly Step[] = [
  {
    ...{ thing: 'webhook-deliveries', table: 'webhook_deliveries' },
    where: `(body::text ~* {trace} or answer ~* {trace}
      or body #>> '{data,chainId}' = any ({chains}::text[]))`,
  },
  {
    ...{ thing: 'import-errors', table: 'import_errors' },
    // What else was wrong with the same row is of the same person.
    where: `(import_id, line) in (
      select import_id, line from import_errors where site = {site} and value ~* {trace})`,
  },
  {
    ...{ thing: 'audit-details', table: 'audit' },
    where: `detail <> '{"erased": true}' and (detail::text ~* {trace} or subject ~* {trace}
      or subject = any ({keys}::text[])
      or what = 'record-field-changed' and subject = any ({records}::text[])
      or what <> 'record-field-changed' and subject = any ({chains}::text[]))`,
    set: `detail = '{"erased": true}',
      subject = case when subject ~ '^[0-9]+$' then subject else 'erased' end`,
  },
  {
    ...{ thing: 'favourites', table: 'team_favourites' },
    where: `kind = 'number' and target = any ({phones}::text[])`,
  },
];

/** Found by an index each. */
const INDEXED: readonly Step[] = [
  {
    ...{ thing: 'third-parties', table: 'third_parties', set: 'phone = {nobody}' },
    where: 'phone = any ({phones}::text[])',
  },
  { thing: 'validations', table: 'validations', where: OF_ATTEMPTS },
  {
    ...{ thing: 'recordings', table: 'recordings' },
    where: `(attempt_id in (${THEIR_ATTEMPTS}) or interaction_id in (
      select id from interactions where site = {site} and ${OF_INTERACTIONS}))`,
  },
  {
    ...{ thing: 'notes', table: 'interactions', set: `note = '', draft = null` },
    where: `(note <> '' or draft is not null) and ${OF_INTERACTIONS}`,
  },
  {
    ...{ thing: 'attempts', table: 'attempts', set: 'phone = {nobody}' },
    where: `phone <> {nobody} and ${OF_ATTEMPTS}`,
  },
  { thing: 'keys', table: 'added_chains', where: 'chain_id = any ({chains}::bigint[])' },
  { table: 'left_out', where: 'chain_id = any ({chains}::bigint[])' },
];

const CHAIN: Step = { thing: 'chains', table: 'chains', where: 'id = any ({chains}::bigint[])' };

/** What goes with something else, and is only counted. */
const COUNTED: readonly Step[] = [
  {
    ...{ thing: 'callbacks', table: 'chains' },
    where: `id = any ({chains}::bigint[]) and state = 'ready' and promised_in is not null`,
  },
  { thing: 'records', table: 'records', where: 'chain_id = any ({chains}::bigint[])' },
  { thing: 'interactions', table: 'interactions', where: OF_INTERACTIONS },
];

/** Suppression: the rows themselves go only when the person may be called again. */
const LISTED: readonly Step[] = [
  { thing: 'suppressions', table: 'suppressions', where: OF_LISTS },
  { thing: 'suppression-entries', table: 'suppression_entries', where: OF_LISTS },
];

/** Why a number is on a list, and in which call that was said, would name the person again. */
const emptied = (step: Step): Step =>
  step.table === 'suppressions'
    ? { ...step, set: `reason = 'erased', interaction_id = null` }
    : { ...step, set: `reason = 'erased'` };

export type ErasedCounts = Readonly<Partial<Record<ErasedThing, number>>>;

/** How many rows there are of each thing. */
export async function countPerson(
  db: Queryable,
  site: SiteId,
  found: FoundPerson,
): Promise<ErasedCounts> {
  return counted([...COUNTED, ...SEARCHED, ...INDEXED, CHAIN, ...LISTED], async (step) => {
    const text = `select count(*)::int as rows from ${step.table}
      where site = {site} and ${step.where}`;
    const { rows } = await run<{ readonly rows: number }>(db, site, found, text);
    return rows[0]?.rows ?? 0;
  });
}

/** The steps that look at each row: they may take seconds, and nobody waits for them. */
export const eraseSearched = (
  db: Queryable,
  site: SiteId,
  found: FoundPerson,
): Promise<ErasedCounts> => counted(SEARCHED, (step) => eraseStep(db, site, found, step));

export type ErasedRows = { readonly counts: ErasedCounts; readonly files: readonly string[] };

/** Everything else. The caller holds the lock of leases and has asked whether it may be done. */
export async function eraseIndexed(
  db: Queryable,
  site: SiteId,
  found: FoundPerson,
  keep: { readonly suppressed: boolean; readonly by: string },
): Promise<ErasedRows> {
  const going = await counted(COUNTED, async (step) => {
    const text = `select from ${step.table} where site = {site} and ${step.where}`;
    return (await run(db, site, found, text)).rowCount ?? 0;
  });
  const recorded = await run<{ readonly file: string }>(
    ...[db, site, found],
    `select file from recordings where site = {site} and state <> 'failed'
       and ${INDEXED.find(({ table }) => table === 'recordings')?.where}`,
  );
  const lists = keep.suppressed ? LISTED.map(emptied) : LISTED;
  const gone = await counted([...lists, ...INDEXED, CHAIN], (step) =>
    eraseStep(db, site, found, step),
  );
  if (keep.suppressed) await suppress(db, site, found.person, keep.by);
  return { counts: { ...going, ...gone }, files: recorded.rows.map(({ file }) => file) };
}

async function suppress(db: Queryable, site: SiteId, person: Person, by: string): Promise<void> {
  await db.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     select $1, k.kind, k.value, 'erased', $4, now() from (
       select 'phone', unnest($2::text[]) union select 'customer', unnest($3::text[])
     ) as k (kind, value)
     on conflict (site, kind, value) do nothing`,
    [site, person.phones, person.customerIds.map(storable), by],
  );
}

async function eraseStep(
  db: Queryable,
  site: SiteId,
  found: FoundPerson,
  { table, where, set }: Step,
): Promise<number> {
  const change = set === undefined ? `delete from ${table}` : `update ${table} set ${set}`;
  return (await run(db, site, found, `${change} where site = {site} and ${where}`)).rowCount ?? 0;
}

async function counted(
  steps: readonly Step[],
  count: (step: Step) => Promise<number>,
): Promise<ErasedCounts> {
  const counts: Partial<Record<ErasedThing, number>> = {};
  for (const step of steps) {
    const rows = await count(step);
    if (step.thing !== undefined) counts[step.thing] = rows;
  }
  return counts;
}

/** Never true, where there is nothing to look for. */
const NOTHING = '(?!)';

/** Runs a text in which names in braces stand for values; each of them it uses becomes a number. */
function run<Row extends Record<string, unknown>>(
  db: Queryable,
  site: SiteId,
  { person, chains, search }: FoundPerson,
  text: string,
) {
  const values: Readonly<Record<string, unknown>> = {
    site,
    chains: chains.map(({ id }) => id),
    records: chains.flatMap(({ recordIds }) => recordIds),
    phones: person.phones,
    customers: person.customerIds,
    keys: keysOfPerson(person),
    trace: search?.pattern ?? NOTHING,
    nobody: NOBODY,
  };
  const used: string[] = [];
  const numbered = text.replace(/\{(\w+)\}/g, (_all, name: string) => {
    if (!used.includes(name)) used.push(name);
    return `$${used.indexOf(name) + 1}`;
  });
  return db.query<Row>(
    numbered,
    used.map((name) => values[name]),
  );
}

/** Who has the person in hand, as far as the store knows. */
export type StoredHand = InHand & {
  /** Chains that a dialer has, or may soon have. */
  readonly leased: readonly ChainId[];
};

/** Whether somebody is in a call with the person or writes about it; whom the dialer may have. */
export async function inHand(db: Queryable, site: SiteId, found: FoundPerson): Promise<StoredHand> {
  const { rows } = await run<InHand & { readonly leased: readonly string[] }>(
    ...[db, site, found],
    `select array(
         select chain_id::text from leases
         where site = {site} and chain_id = any ({chains}::bigint[]) and until > now()
         order by chain_id) as leased,
       exists (
         select from attempts where site = {site} and call_result is null and ${OF_ATTEMPTS})
       or exists (
         select from interactions where site = {site} and done_at is null and ${OF_INTERACTIONS})
       as "isWorkedOn",
       exists (
         select from imports where site = {site} and state = 'running') as "isImporting"`,
  );
  const { leased, ...hand } = must(rows[0], 'who has the person in hand');
  return { ...hand, leased: leased.map(chainId) };
}
