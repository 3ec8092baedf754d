import { callingListId, chainId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { RecordRow } from '@outpace/server/store/chain-rows.ts';
import { recordOf } from '@outpace/server/store/chain-rows.ts';
import type { Pool } from 'pg';
import type { StoredChain } from '../stored.ts';

/** What an import has left in the database, one record to a chain, as the simulator's store. */
export async function importedChains(
  pool: Pool,
  listId: string,
  nameInWorld: string,
): Promise<readonly StoredChain[]> {
  const { rows } = await pool.query<RecordRow & { readonly customer_id: string | null }>(
    `select r.*, c.customer_id from records r join chains c on c.site = r.site and c.id = r.chain_id
     where r.list_id = $1 order by r.id`,
    [listId],
  );
  return rows.map((row) => ({
    id: chainId(row.chain_id),
    listId: callingListId(nameInWorld),
    listName: 'Real rows',
    contactName: '',
    customerId: row.customer_id ?? undefined,
    records: [recordOf(row)],
    position: 0,
    treatment: undefined,
    dueAt: instant(0),
    state: 'ready',
  }));
}
