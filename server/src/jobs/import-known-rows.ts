import { must } from '@outpace/engine/basics/assert.ts';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import { GIVEN, type RowPlan } from './import-row.ts';
import type { Staging } from './import-staging.ts';

/**
 * The rows of an import that its list has already, by the number or the customer id: found before
 * anything is put in, held while it is, and changed instead of added. What was dialed and said
 * stays with the record whatever a file says. Without such a key there are none.
 */
export class KnownRows {
  readonly #staging: Staging;
  readonly #mapping: ImportMapping;
  readonly #plan: RowPlan;
  readonly #errorsMax: number;

  constructor(staging: Staging, mapping: ImportMapping, plan: RowPlan, errorsMax: number) {
    this.#staging = staging;
    this.#mapping = mapping;
    this.#plan = plan;
    this.#errorsMax = errorsMax;
  }

  /** Finds them, and refuses rows whose key says too little. Returns how many were refused. */
  async find(): Promise<number> {
    if (this.#mapping.way === 'append') return 0;
    const { table } = this.#staging;
    const refused = await this.#refuse(unclearKeys(table, this.#mapping.key));
    await this.#staging.run(this.#mapping.key === 'phone' ? byPhone(table) : byCustomer(table));
    const unclear = this.#mapping.key === 'phone' ? 0 : await this.#refuse(unclearNumbers(table));
    await this.#staging.run(keptZones(table));
    if (this.#mapping.way === 'update') await this.#staging.run(keptWindows(table));
    return refused + unclear;
  }

  /**
   * Within the transaction of the end: keeps the dialer from taking what is about to change, and
   * refuses what it has taken already, for its writes must never wait for an import.
   */
  async hold(): Promise<number> {
    if (this.#mapping.way === 'append') return 0;
    const { table } = this.#staging;
    await this.#staging.run(
      `select from dial_queue where site = $1 and list_id = $2
        and chain_id in (select known_chain from ${table}) order by chain_id for update`,
    );
    return this.#refuse(
      `select s.line, ${said('The person is being called just now. Import the row again later.')},
        s.phone as value
      from ${table} s, asked
      where exists (
        select from leases l where l.site = asked.site and l.chain_id = s.known_chain
      )`,
    );
  }

  /** Changes what the list has. Returns how many rows did so. */
  async change(): Promise<number> {
    if (this.#mapping.way === 'append') return 0;
    const { table } = this.#staging;
    const changed = await this.#staging.run(CHANGES[this.#mapping.way].records(table));
    await this.#staging.run(CHANGES[this.#mapping.way].chains(table));
    await this.#staging.run(
      `update dial_queue q set window_id = r.window_id,
        keyed = case when q.promised_in is null then 0 else q.keyed end
      from chains c join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = c.place
      where q.site = $1 and q.list_id = $2 and c.site = q.site and c.id = q.chain_id
        and c.id in (select known_chain from ${table}) 
        and (q.window_id <> r.window_id or (q.keyed <> 0 and q.promised_in is null))`,
    );
    return changed;
  }

  #refuse(found: string): Promise<number> {
    const { key } = this.#mapping;
    const cell = key === 'phone' ? this.#plan.phone : this.#plan.customerId;
    const { column } = must(cell, 'the column of the key');
    return this.#staging.refuse({ found, column, errorsMax: this.#errorsMax });
  }
}

/** Rows whose number came before, in the file, the list, or a list dialed with it. */
export function repeatedNumbers(
  table: string,
  scope: Exclude<ImportMapping['refuseDuplicatesIn'], 'nowhere'>,
): string {
  const inFile = `select line, phone,
      'The number is in the file already, on line ' || first || '.' as reason
    from placed where line <> first`;
  const inList = `select p.line, p.phone, ${said('The number is in the list already.')}
    from placed p, asked
    where exists (
      select from records r
      where r.site = asked.site and r.list_id = asked.list_id and r.phone = p.phone
        and r.chain_id is distinct from p.known_chain
    )`;
  const inCampaigns = `select p.line, p.phone,
      'The number is in the list ' || other.name || ' of the same campaign already.' as reason
    from placed p, asked, lateral (
      select l.name from records r
      join calling_lists l on l.site = r.site and l.id = r.list_id
      where r.site = asked.site and r.phone = p.phone and r.list_id <> asked.list_id
        and r.list_id in (
          select theirs.list_id from campaign_lists ours
          join campaign_lists theirs
            on theirs.site = ours.site and theirs.campaign_id = ours.campaign_id
          where ours.site = asked.site and ours.list_id = asked.list_id
        )
      order by l.name limit 1
    ) as other`;
  const wider = {
    file: [inFile],
    list: [inFile, inList],
    campaigns: [inFile, inList, inCampaigns],
  };
  const found = wider[scope].map((query, place) => `select ${place} as place, * from (${query}) q`);
  return `with placed as (
      select line, phone, known_chain,
        first_value(line) over (partition by phone order by line) as first
      from ${table}
    )
    select distinct on (line) line, reason, phone as value
    from (${found.join(' union all ')}) f order by line, place`;
}

/** A sentence of ours as SQL. */
const said = (sentence: string): string => `'${sentence}'::text as reason`;

/** A key that is missing, or that an earlier row has. */
function unclearKeys(table: string, key: ImportMapping['key']): string {
  const [column, word] =
    key === 'phone' ? (['phone', 'number'] as const) : (['customer_id', 'customer id'] as const);
  return `select line, key as value, case
      when key = '' then 'The ${word} is missing, and it is the key.'
      else 'The ${word} is in the file already, on line ' || first || '.' end as reason
    from (
      select line, ${column} as key,
        first_value(line) over (partition by ${column} order by line) as first
      from ${table}
    ) as placed
    where key = '' or line <> first`;
}

/** Of several records with the number the first is meant. */
const byPhone = (table: string): string => `
  update ${table} s set known_chain = k.chain_id, known_record = k.id
  from (
    select distinct on (phone) phone, chain_id, id from records
    where site = $1 and list_id = $2 order by phone, id
  ) k
  where k.phone = s.phone`;

/** The person's record with the row's number, else the only one of the person. */
const byCustomer = (table: string): string => `
  update ${table} s set known_chain = k.chain_id, known_record = coalesce(
    (select min(r.id) from records r
      where r.site = $1 and r.chain_id = k.chain_id and r.phone = s.phone),
    (select min(r.id) from records r
      where r.site = $1 and r.chain_id = k.chain_id having count(*) = 1))
  from (
    select customer_id, min(id) as chain_id from chains
    where site = $1 and list_id = $2 and customer_id is not null group by customer_id
  ) k
  where k.customer_id = s.customer_id`;

const unclearNumbers = (table: string): string =>
  `select line, ${said('The person has several numbers in the list, and this is none of them.')},
    phone as value
  from ${table} where known_chain is not null and known_record is null`;

/** A number that did not change stays where its person lives, unless the row says otherwise. */
const keptZones = (table: string): string => `
  update ${table} s set zone = r.zone
  from records r
  where r.site = $1 and r.list_id = $2 and r.id = s.known_record
    and s.given & ${GIVEN.zone} = 0 and r.phone = s.phone`;

const keptWindows = (table: string): string => `
  update ${table} s
  set contact_type = case when s.given & ${GIVEN.contactType} = 0
      then r.contact_type else s.contact_type end,
    daily_from = case when s.given & ${GIVEN.window} = 0 then r.daily_from else s.daily_from end,
    daily_till = case when s.given & ${GIVEN.window} = 0 then r.daily_till else s.daily_till end
  from records r
  where r.site = $1 and r.list_id = $2 and r.id = s.known_record`;

type Changing = (table: string) => string;

const changedRecords =
  (fields: string): Changing =>
  (table) =>
    `
  update records r
  set phone = s.phone, contact_type = s.contact_type, zone = s.zone, daily_from = s.daily_from,
    daily_till = s.daily_till, window_id = w.id, fields = ${fields}
  from ${table} s
  join callable_windows w on w.zone = s.zone
    and w.daily_from = s.daily_from and w.daily_till = s.daily_till
  where r.site = $1 and r.list_id = $2 and r.id = s.known_record`;

// Of two numbers of one person the row further down says what the person is called.
const changedChains =
  (set: string): Changing =>
  (table) =>
    `
  update chains c set ${set}, version = c.version + 1
  from (
    select distinct on (known_chain) known_chain, contact_name, customer_id
    from ${table} where known_chain is not null order by known_chain, line desc
  ) s
  where c.site = $1 and c.list_id = $2 and c.id = s.known_chain`;

const CHANGES: Readonly<
  Record<'update' | 'replace', { readonly records: Changing; readonly chains: Changing }>
> = {
  update: {
    records: changedRecords('r.fields || s.fields'),
    chains: changedChains(`contact_name = coalesce(nullif(s.contact_name, ''), c.contact_name),
      customer_id = coalesce(nullif(s.customer_id, ''), c.customer_id)`),
  },
  replace: {
    records: changedRecords('s.fields'),
    chains: changedChains("contact_name = s.contact_name, customer_id = nullif(s.customer_id, '')"),
  },
};
