import type { Queryable } from './queryable.ts';

/** Everything that a database is made of, one line each, in an order of its own. */
export async function schemaOf(db: Queryable): Promise<readonly string[]> {
  const found = await db.query<{ readonly line: string }>(SCHEMA);
  return found.rows.map(({ line }) => line);
}

const OURS = `(select oid from pg_namespace where nspname = 'public')`;

const SCHEMA = `
  select line from (
    select format('%s %s: %s %s', c.relkind, c.relname, c.reloptions, c.relpersistence) as line
    from pg_class c where c.relnamespace = ${OURS}
    union all
    select format('%s.%s %s: %s%s default %s identity %s collation %s', c.relname, a.attnum,
      a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end,
      pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attcollation::regcollation)
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = ${OURS} and c.relkind in ('r', 'v') and a.attnum > 0
      and not a.attisdropped
    union all
    select format('%s constraint %s: %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = ${OURS}
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    union all
    select format('view %s: %s', viewname, definition) from pg_views where schemaname = 'public'
    union all
    select pg_get_functiondef(oid) from pg_proc where pronamespace = ${OURS}
    union all
    select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = ${OURS} and not t.tgisinternal
  ) as everything
  order by line`;
