import type { Pool } from 'pg';
import { aboutCampaign } from './campaign-secrets.ts';
import type { KeptSecret, SecretBox } from './secret-box.ts';
import { StoreStartFault } from './store-start-fault.ts';
import { aboutReceiver } from './webhooks.ts';

/** Where secrets lie, of all sites. */
const PLACES = [
  { table: 'webhook_receivers', id: 'id', about: aboutReceiver },
  { table: 'campaign_secrets', id: 'campaign_id', about: aboutCampaign },
] as const;

type Row = KeptSecret & { readonly site: string; readonly id: string };

/** Something in this database can only be read with a key that is there already. */
export async function hasSealedSecrets(pool: Pool): Promise<boolean> {
  for (const { table } of PLACES) {
    const { rowCount } = await pool.query(`select from ${table} where key_id is not null limit 1`);
    if (rowCount !== 0) return true;
  }
  return false;
}

/**
 * Seals with the key of today what is not yet. Throws a `StoreStartFault` with one sentence when
 * something is sealed with a key that is not there.
 */
export async function sealSecrets(pool: Pool, secrets: SecretBox): Promise<void> {
  for (const place of PLACES) {
    const { table, id, about } = place;
    const { rows } = await pool.query<Row>(
      `select site, ${id} as id, key_id as "keyId", secret from ${table}
       where key_id is distinct from $1`,
      [secrets.keyId],
    );
    for (const row of rows) {
      if (row.keyId !== null && !secrets.has(row.keyId)) throw otherKey(row.keyId, secrets.keyId);
      const what = about(row.site, row.id);
      const kept = secrets.seal(what, secrets.open(what, row));
      // Somebody may just have given another one, or another node has sealed it.
      await pool.query(
        `update ${table} set key_id = $4, secret = $5
         where site = $1 and ${id} = $2 and secret = $3`,
        [row.site, row.id, row.secret, kept.keyId, kept.secret],
      );
    }
  }
}

const otherKey = (theirs: string, ours: string): StoreStartFault =>
  new StoreStartFault(
    `The database has secrets that were sealed with the key ${theirs}, and the key given is ` +
      `${ours}: give that one, or both with that one behind it.`,
  );
