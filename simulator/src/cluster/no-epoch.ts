import pg from 'pg';

/** The statement with which each transaction of an owner begins; it holds the row of the epoch. */
const HOLD = 'hold-site';
const HOLDS_NOTHING = 'select pg_current_xact_id()::text as xid where $1::text is not null';

/**
 * Takes the epoch out of the writes of this process: who owned a site once may write for ever.
 * Returns what puts it back.
 */
export function holdNoSite(): () => void {
  const { query } = pg.Client.prototype;
  const holdingNothing = function (this: pg.Client, ...asked: unknown[]): unknown {
    return Reflect.apply(query, this, asked.map(withoutHold));
  };
  Object.assign(pg.Client.prototype, { query: holdingNothing });
  return () => void Object.assign(pg.Client.prototype, { query });
}

function withoutHold(asked: unknown): unknown {
  if (typeof asked !== 'object' || asked === null || !('name' in asked)) return asked;
  if (asked.name !== HOLD || !('values' in asked) || !Array.isArray(asked.values)) return asked;
  return { ...asked, text: HOLDS_NOTHING, values: asked.values.slice(0, 1) };
}
