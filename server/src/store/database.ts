import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import { StoreStartFault } from './store-start-fault.ts';

export type Database = {
  readonly pool: pg.Pool;
  /** A server of our own in the data directory, not one that others run. */
  readonly embedded: boolean;
  /** Closes the pool, and then the embedded server. */
  close(): Promise<void>;
};

export type DatabaseChoice = {
  /** A PostgreSQL server, as `postgres://user:password@host:port/database`. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded server keeps its files when no server is named. */
  readonly dataDir: string;
  /** Settings of each connection to a server that was named. */
  readonly session?: pg.PoolConfig;
};

const CONNECTIONS_MAX = 20;

/**
 * Opens the server that was named, or the embedded one. Does not migrate. Throws a
 * `StoreStartFault` with one sentence for a person.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<Database> {
  const { databaseUrl, dataDir, session } = choice;
  if (databaseUrl === undefined) {
    const server = await startEmbedded(dataDir);
    const pool = newPool(server.connection);
    const close = async (): Promise<void> => {
      await pool.end();
      await server.stop();
    };
    return { pool, embedded: true, close };
  }
  const pool = newPool({
    ...session,
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
  });
  try {
    await pool.query('select 1');
  } catch (problem) {
    await pool.end();
    throw unreachableServer(databaseUrl, problem);
  }
  return { pool, embedded: false, close: () => pool.end() };
}

export function newPool(connection: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: CONNECTIONS_MAX, application_name: 'outpace', ...connection });
  // An idle connection that breaks is replaced by the pool. Whoever needs the database next hears
  // of it as a fault of their own statement; without a listener it would end the process here.
  pool.on('error', () => undefined);
  return pool;
}

/** Names the server without its password. */
function unreachableServer(databaseUrl: string, cause: unknown): StoreStartFault {
  const url = URL.parse(databaseUrl);
  const place = url === null ? 'in DATABASE_URL' : `${url.host}${url.pathname}`;
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : 'no connection';
  return new StoreStartFault(`The database ${place} cannot be reached: ${reason}.`, { cause });
}
