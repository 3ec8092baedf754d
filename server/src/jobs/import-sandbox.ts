import { siteId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import type { Pool } from 'pg';
import { newListId } from '../store/calling-lists.ts';
import type { ImportedRecord } from './import-row.ts';
import { insertImport } from './import-store.ts';

/** A site with calling lists to import into, for the tests and the benchmark of imports. */
export class ImportSandbox {
  readonly site = siteId('sandbox');
  readonly #pool: Pool;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  static async create(pool: Pool): Promise<ImportSandbox> {
    const sandbox = new ImportSandbox(pool);
    await pool.query('insert into sites (site, name) values ($1, $1) on conflict do nothing', [
      sandbox.site,
    ]);
    return sandbox;
  }

  /** An empty list. */
  async addList(): Promise<string> {
    const listId = await newListId(this.#pool);
    await this.#pool.query('insert into calling_lists (site, id, name) values ($1, $2, $2)', [
      this.site,
      listId,
    ]);
    return listId;
  }

  /** An import that is running, as far as the database knows. */
  async addImport(listId: string): Promise<string> {
    const about = { listId, fileName: 'file.csv', bytesTotal: 0, by: 'tester' };
    const begun = await insertImport(this.#pool, this.site, about);
    if (!begun.ok) throw new Error(`the sandbox refused: ${begun.problem.code}`);
    return begun.value.id;
  }

  /** Everything a list has of imports. */
  async contents(listId: string): Promise<SandboxContents> {
    const { rows } = await this.#pool.query<SandboxContents>(
      `select
        (select count(*)::int from chains where site = $1 and list_id = $2) as chains,
        (select count(*)::int from records where site = $1 and list_id = $2) as records,
        (select count(*)::int from dial_queue where site = $1 and list_id = $2) as queued,
        (select count(*)::int from pg_class where relname ~ '^import_[0-9a-f]{32}$') as staging,
        (select count(*)::int from import_errors e join imports i on i.site = e.site
          and i.id = e.import_id where i.site = $1 and i.list_id = $2) as errors`,
      [this.site, listId],
    );
    const [contents] = rows;
    if (contents === undefined) throw new Error('the sandbox counted nothing');
    return contents;
  }
}

export type SandboxContents = {
  readonly chains: number;
  readonly records: number;
  readonly queued: number;
  /** Staging tables of any import. */
  readonly staging: number;
  readonly errors: number;
};

/** The row of a file with number `n` of an exchange, 0..9999. */
export function recordOf(n: number, changes: Partial<ImportedRecord> = {}): ImportedRecord {
  const phone = parsePhoneNumber(`+1212555${String(n).padStart(4, '0')}`);
  if (!phone.ok) throw new Error(`number ${n} is none: ${phone.problem}`);
  return {
    phone: phone.value,
    contactName: '',
    customerId: '',
    zone: 'America/New_York',
    contactType: 'home',
    dailyFrom: 0,
    dailyTill: 86_400,
    fields: {},
    given: 0,
    ...changes,
  };
}

/** A mapping of a file of commas with a header. */
export const mappingOf = (
  targets: readonly string[],
  changes: Partial<ImportMapping> = {},
): ImportMapping => ({
  columns: targets.map((target) => ({ target })),
  hasHeader: true,
  separator: ',',
  encoding: 'utf-8',
  newFields: [],
  chainByCustomerId: false,
  refuseDuplicatesIn: 'nowhere',
  way: 'append',
  key: 'phone',
  ...changes,
});
