import type { QueryResult, QueryResultRow } from 'pg';

/** A pool, or the one connection of a transaction: whatever answers a statement. */
export interface Queryable {
  query<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>>;
}
