import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import type { Queryable } from '../store/queryable.ts';
import { NumbersSeen } from './numbers-seen.ts';

type Of = { readonly site: string; readonly listId: string };
type Numbered = { readonly line: number; readonly phone: PhoneNumber };

/**
 * Rows whose number came before, in the file, the list, or a list dialed with it: what
 * `repeatedNumbers` says of all rows together, said as they come.
 */
export class Repeats {
  readonly #db: Queryable;
  readonly #of: Of;
  readonly #inFile: NumbersSeen | undefined;
  /** Lists that are asked, with the sentence to say; none that is empty. */
  readonly #others: readonly string[];
  readonly #asksList: boolean;

  private constructor(
    db: Queryable,
    of: Of,
    asked: { inFile: boolean; list: boolean; others: readonly string[] },
  ) {
    this.#db = db;
    this.#of = of;
    this.#inFile = asked.inFile ? new NumbersSeen() : undefined;
    this.#asksList = asked.list;
    this.#others = asked.others;
  }

  /** The connection sees the list as it is, without the rows that are being put in. */
  static async create(
    db: Queryable,
    of: Of,
    scope: ImportMapping['refuseDuplicatesIn'],
  ): Promise<Repeats> {
    const isWide = scope === 'list' || scope === 'campaigns';
    return new Repeats(db, of, {
      inFile: scope !== 'nowhere',
      // A list that begins empty, as most do at their import, need not be asked for each row.
      list: isWide && (await hasRecords(db, of)),
      others: scope === 'campaigns' ? await neighbours(db, of) : [],
    });
  }

  /** Why rows are refused, by their line. Rows come in the order of the file. */
  async find(rows: readonly Numbered[]): Promise<ReadonlyMap<number, string>> {
    const found = new Map<number, string>();
    for (const { line, phone } of this.#inFile === undefined ? [] : rows) {
      const first = this.#inFile?.firstLine(phone, line);
      if (first === undefined) continue;
      found.set(line, `The number is in the file already, on line ${first}.`);
    }
    if (!this.#asksList && this.#others.length === 0) return found;
    const fresh = rows.filter(({ line }) => !found.has(line));
    const stored = await this.#stored(fresh.map(({ phone }) => phone));
    for (const { line, phone } of fresh) {
      const reason = stored.get(phone);
      if (reason !== undefined) found.set(line, reason);
    }
    return found;
  }

  async #stored(phones: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { site, listId } = this.#of;
    const reasons = new Map<string, string>();
    if (this.#others.length > 0) {
      const { rows } = await this.#db.query<{ phone: string; name: string }>(
        `select r.phone, min(l.name) as name from records r
        join calling_lists l on l.site = r.site and l.id = r.list_id
        where r.site = $1 and r.list_id = any ($2::text[]) and r.phone = any ($3::text[])
        group by r.phone`,
        [site, this.#others, phones],
      );
      for (const { phone, name } of rows) {
        reasons.set(phone, `The number is in the list ${name} of the same campaign already.`);
      }
    }
    if (!this.#asksList) return reasons;
    const { rows } = await this.#db.query<{ phone: string }>(
      `select distinct phone from records
      where site = $1 and list_id = $2 and phone = any ($3::text[])`,
      [site, listId, phones],
    );
    for (const { phone } of rows) reasons.set(phone, 'The number is in the list already.');
    return reasons;
  }
}

async function hasRecords(db: Queryable, { site, listId }: Of): Promise<boolean> {
  // Ordered by the index of the list, else any walk through all lists might look short.
  const { rows } = await db.query(
    'select 1 from records where site = $1 and list_id = $2 order by phone limit 1',
    [site, listId],
  );
  return rows.length > 0;
}

/** The other lists of the campaigns that this list is of. */
async function neighbours(db: Queryable, { site, listId }: Of): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct theirs.list_id as id from campaign_lists ours
    join campaign_lists theirs
      on theirs.site = ours.site and theirs.campaign_id = ours.campaign_id
    where ours.site = $1 and ours.list_id = $2 and theirs.list_id <> $2`,
    [site, listId],
  );
  return rows.map(({ id }) => id);
}
