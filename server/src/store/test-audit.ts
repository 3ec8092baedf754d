import type { Pool } from 'pg';

/** Between two tests: what no product may do, only the owner of the database. */
export async function forgetAudit(pool: Pool, condition: string): Promise<void> {
  await pool.query(
    `set session_replication_role = replica;
     delete from audit where ${condition};
     set session_replication_role = origin`,
  );
}
