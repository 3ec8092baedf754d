import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import { StoreStartFault } from './store-start-fault.ts';

export type Database = {
  readonly pool: pg.Pool;
  /** The dialer's alone: however much else is asked, no commit waits for a connection. */
  readonly dialerPool: pg.Pool;
  /** A server of our own in the data directory, not one that others run. */
  readonly embedded: boolean;
  /** Closes the pools, and then the embedded server. */
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

const CONNECTIONS_MAX = 14;
/** A commit, and the questions that the dialer asks beside it. */
const DIALER_CONNECTIONS_MAX = 6;

/**
 * Opens the server that was named, or the embedded one. Does not migrate. Throws a
 * `StoreStartFault` with one sentence for a person.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<Database> {
  const { databaseUrl, dataDir, session } = choice;
  if (databaseUrl === undefined) {
    const server = await startEmbedded(dataDir);
    const pools = poolsOn(server.connection);
    const close = async (): Promise<void> => {
      await pools.end();
      await server.stop();
    };
    return { ...pools.open, embedded: true, close };
  }
  const pools = poolsOn({
    ...session,
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
  });
  try {
    await pools.open.pool.query('select 1');
  } catch (problem) {
    await pools.end();
    throw unreachableServer(databaseUrl, problem);
  }
  return { ...pools.open, embedded: false, close: pools.end };
}

/** For what comes between its opening and a start: closes it, and throws what went wrong. */
export const givingUp =
  (database: Pick<Database, 'close'>) =>
  async (problem: unknown): Promise<never> => {
    await database.close();
    throw problem;
  };

function poolsOn(connection: pg.PoolConfig): {
  readonly open: Pick<Database, 'pool' | 'dialerPool'>;
  readonly end: () => Promise<void>;
} {
  const pool = newPool(connection);
  const dialerPool = newPool({ ...connection, max: DIALER_CONNECTIONS_MAX });
  const end = async (): Promise<void> => {
    await Promise.all([pool.end(), dialerPool.end()]);
  };
  return { open: { pool, dialerPool }, end };
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
