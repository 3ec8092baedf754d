import type { AgentId, CampaignGroupId, SiteId } from '@outpace/engine/basics/ids.ts';
import { NOBODY } from '@outpace/engine/compliance/erasure.ts';
import type { Queryable } from './queryable.ts';
import { suppressedInList } from './suppression-facts.ts';
import type { Favourite } from './team-favourites.ts';

/** Found of each kind: what fits on a screen beside the work. */
const FOUND_MAX = 8;

export type Named = { readonly id: string; readonly name: string };
export type NamedNumber = {
  /** E.164. */
  readonly phone: string;
  readonly name: string;
  readonly listName: string;
  readonly suppressed: boolean;
};

/** What stands for itself in a pattern, though the pattern language means something by it. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const prefix = (text: string): string => `${literal(text.toLowerCase())}%`;
/** The beginning of any word of a name. */
const wordPrefix = (text: string): string => `% ${prefix(text)}`;

/** What has a name, as a table that may be searched by it. */
const PEOPLE = `(select site, id, display_name as name from users where active and role = 'agent')`;
const GROUPS = 'agent_groups';

/** Colleagues who may log on, by the beginning of a word of their name. */
export const findPeople = (db: Queryable, site: SiteId, text: string): Promise<readonly Named[]> =>
  findNamed(db, PEOPLE, site, text);

export const findGroups = (db: Queryable, site: SiteId, text: string): Promise<readonly Named[]> =>
  findNamed(db, GROUPS, site, text);

async function findNamed(
  db: Queryable,
  table: typeof PEOPLE | typeof GROUPS,
  site: SiteId,
  text: string,
): Promise<readonly Named[]> {
  const found = await db.query<Named>(
    `select id, name from ${table} as named
     where site = $1 and (lower(name) like $2 or lower(name) like $3)
     order by lower(name), id limit $4`,
    [site, prefix(text), wordPrefix(text), FOUND_MAX],
  );
  return found.rows;
}

/** Those of these ids that are there. */
export async function namesOf(
  db: Queryable,
  site: SiteId,
  ids: { readonly agents: readonly string[]; readonly groups: readonly string[] },
): Promise<{ readonly agents: readonly Named[]; readonly groups: readonly Named[] }> {
  return {
    agents: await namedAmong(db, PEOPLE, site, ids.agents),
    groups: await namedAmong(db, GROUPS, site, ids.groups),
  };
}

async function namedAmong(
  db: Queryable,
  table: typeof PEOPLE | typeof GROUPS,
  site: SiteId,
  ids: readonly string[],
): Promise<readonly Named[]> {
  const text = `select id, name from ${table} as named where site = $1 and id = any ($2)`;
  return (await db.query<Named>(text, [site, ids])).rows;
}

/** The calling lists of these campaign groups: whom their agents may call at all. */
const LISTS = `
  select distinct cl.list_id from campaign_groups g
  join campaign_lists cl on cl.site = g.site and cl.campaign_id = g.campaign_id
  where g.site = $1 and g.id = any ($2::text[])`;

const SUPPRESSED = suppressedInList({
  site: 'r.site',
  phone: 'r.phone',
  customerId: 'c.customer_id',
  listId: 'c.list_id',
});

/** Contacts of these groups' lists by the beginning of their name; each with its first number. */
export async function findContacts(
  db: Queryable,
  site: SiteId,
  groupIds: readonly CampaignGroupId[],
  text: string,
): Promise<readonly NamedNumber[]> {
  const found = await db.query<NamedNumber>(
    `select r.phone, c.contact_name as name, l.name as "listName", ${SUPPRESSED} as suppressed
     from (${LISTS}) as lists
     cross join lateral (
       select site, id, list_id, contact_name, customer_id from chains
       where site = $1 and list_id = lists.list_id and lower(contact_name) like $3
       order by lower(contact_name), id limit $4
     ) as c
     join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = 0
     join calling_lists l on l.site = c.site and l.id = c.list_id
     order by lower(c.contact_name), c.id limit $4`,
    [site, groupIds, prefix(text), FOUND_MAX],
  );
  return found.rows;
}

/** Numbers of these groups' lists that begin like this; `phone` begins with a plus. */
export async function findNumbers(
  db: Queryable,
  site: SiteId,
  groupIds: readonly CampaignGroupId[],
  phone: string,
): Promise<readonly NamedNumber[]> {
  const found = await db.query<NamedNumber>(
    `select r.phone, c.contact_name as name, l.name as "listName", ${SUPPRESSED} as suppressed
     from (${LISTS}) as lists
     cross join lateral (
       select site, chain_id, list_id, phone from records
       where site = $1 and list_id = lists.list_id and phone like $3
       order by phone limit $4
     ) as r
     join chains c on c.site = r.site and c.id = r.chain_id
     join calling_lists l on l.site = c.site and l.id = c.list_id
     order by r.phone, c.contact_name desc limit $4`,
    [site, groupIds, `${literal(phone)}%`, FOUND_MAX],
  );
  return found.rows;
}

/** What is known of these numbers, in their order; one that no list has stands for itself. */
export async function describeNumbers(
  db: Queryable,
  site: SiteId,
  groupIds: readonly CampaignGroupId[],
  phones: readonly string[],
): Promise<readonly NamedNumber[]> {
  const found = await db.query<NamedNumber>(
    `select p.phone, coalesce(known.name, '') as name, coalesce(known.list_name, '') as "listName",
       coalesce(known.suppressed, false) or exists (select from suppressions_in_force s
         where s.site = $1 and s.kind = 'phone' and s.value = p.phone
           and s.list_id is null and s.campaign_id is null) as suppressed
     from unnest($3::text[]) with ordinality as p (phone, n)
     left join lateral (
       select c.contact_name as name, l.name as list_name, ${SUPPRESSED} as suppressed
       from records r join chains c on c.site = r.site and c.id = r.chain_id
       join calling_lists l on l.site = c.site and l.id = c.list_id
       where r.site = $1 and r.phone = p.phone and r.list_id in (${LISTS})
       order by c.contact_name = '', c.id limit 1
     ) as known on true
     order by p.n`,
    [site, groupIds, phones],
  );
  return found.rows;
}

/** Whom an agent called, by hand or into a call, newest first, each once. */
export async function recentTargets(
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
): Promise<readonly Favourite[]> {
  const found = await db.query<Favourite>(
    `select kind, id from (
       (select 'number' as kind, phone as id, opened_at as called_at from attempts
        where site = $1 and agent_id = $2 and mode = 'manual'
        order by opened_at desc limit 50)
       union all
       (select case when agent_id is null then 'number' else 'agent' end,
          coalesce(agent_id, phone), called_at from third_parties
        where site = $1 and by_agent_id = $2
        order by called_at desc limit 50)
     ) as latest
     where id <> $4
     group by kind, id order by max(called_at) desc, kind, id limit $3`,
    [site, agentId, FOUND_MAX, NOBODY],
  );
  return found.rows;
}

/** The country that numbers without a country code are read in: that of the first list. */
export async function countryFor(
  db: Queryable,
  site: SiteId,
  groupIds: readonly CampaignGroupId[],
): Promise<string | undefined> {
  const found = await db.query<{ readonly country: string }>(
    `select l.default_country as country from campaign_groups g
     join campaign_lists cl on cl.site = g.site and cl.campaign_id = g.campaign_id
     join calling_lists l on l.site = cl.site and l.id = cl.list_id
     where g.site = $1 and g.id = any ($2::text[])
     order by array_position($2::text[], g.id), cl.place, l.id limit 1`,
    [site, groupIds],
  );
  return found.rows[0]?.country;
}
