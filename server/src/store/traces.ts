import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Search, Trace } from '@outpace/engine/compliance/erasure.ts';
import type { Queryable } from './queryable.ts';

export type TextColumn = {
  readonly table: string;
  readonly column: string;
  /** The table is of all sites together. */
  readonly isShared: boolean;
};

/** Every column that can hold text; asked of the database, so that none is missing. */
export async function textColumns(db: Queryable): Promise<readonly TextColumn[]> {
  const { rows } = await db.query<TextColumn>(
    `select c.table_name as table, c.column_name as column, not exists (
       select from information_schema.columns s where s.table_schema = c.table_schema
         and s.table_name = c.table_name and s.column_name = 'site') as "isShared"
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
       and c.column_name <> 'site' and c.data_type not in (
         'bigint', 'integer', 'smallint', 'boolean', 'real', 'double precision', 'date',
         'timestamp with time zone')
     order by c.table_name, c.ordinal_position`,
  );
  return rows;
}

/**
 * Where a person is found in anything that the site has. The pattern takes microseconds for each
 * text: so whole rows are asked for the hint first.
 */
export async function tracesIn(
  db: Queryable,
  site: SiteId,
  { pattern, hint }: Search,
): Promise<readonly Trace[]> {
  const columns = await textColumns(db);
  const found: Trace[] = [];
  for (const [table, theirs] of Map.groupBy(columns, (each) => each.table)) {
    const counts = theirs.map(
      ({ column }) => `count(*) filter (where "${column}"::text ~* $1)::int as "${column}"`,
    );
    const isShared = theirs.some((each) => each.isShared);
    const { rows } = await db.query<Readonly<Record<string, number>>>(
      `select ${counts.join(', ')} from "${table}" as "row of it"
       where "row of it"::text ~* $2 ${isShared ? '' : 'and site = $3'}`,
      [pattern, hint, ...(isShared ? [] : [site])],
    );
    for (const [column, count] of Object.entries(rows[0] ?? {})) {
      if (count > 0) found.push({ table, column, rows: count });
    }
  }
  return found;
}
