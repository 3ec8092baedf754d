import { startEmbedded } from '@outpace/server/store/embedded.ts';
import type pg from 'pg';

/** A server that is there, or the data directory in which the victim brings its own. */
export type VictimDatabase = { readonly connection: pg.PoolConfig } | { readonly dataDir: string };

export type OpenedDatabase = {
  readonly connection: pg.PoolConfig;
  /** Ends the server if it is a victim's own. Close the pools before. */
  stop(): Promise<void>;
};

/** As Outpace does: an embedded server that outlived its Outpace is adopted. */
export async function openVictimDatabase(database: VictimDatabase): Promise<OpenedDatabase> {
  if ('dataDir' in database) return startEmbedded(database.dataDir);
  return { connection: database.connection, stop: async () => undefined };
}
