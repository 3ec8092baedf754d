import { appendFile, chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import { backUp } from '@outpace/server/store/backup.ts';
import { type EmbeddedServer, startEmbedded } from '@outpace/server/store/embedded.ts';
import { clusterOf } from '@outpace/server/store/postgres-process.ts';
import pg from 'pg';

type Server = EmbeddedServer & { readonly dataDir: string };

const FOLLOWING_MS_MAX = 60_000;
/** Until a server that is started again is missed. */
const AWAY_MS = 1_000;

/**
 * A PostgreSQL server and a standby that follows it, as an operator would have them: what is
 * committed is on the disks of both before anybody is told so.
 */
export class FollowedDatabase {
  readonly #folder: string;
  #made = 0;
  #first: Server;
  #standby: Server | undefined;

  private constructor(folder: string, first: Server) {
    this.#folder = folder;
    this.#first = first;
  }

  /** The data directories come to lie in this folder. Nothing follows it yet. */
  static async start(folder: string): Promise<FollowedDatabase> {
    const dataDir = join(folder, 'server-0');
    return new FollowedDatabase(folder, { dataDir, ...(await startEmbedded(dataDir)) });
  }

  /** Of the server that is written to, which another one is after each fail-over. */
  get connection(): pg.PoolConfig {
    return this.#first.connection;
  }

  get socketPath(): string {
    return join(`${this.connection.host}`, `.s.PGSQL.${this.connection.port}`);
  }

  /** Begins a standby, from a copy that is made while others write; there is at most one. */
  async follow(): Promise<void> {
    this.#made += 1;
    const dataDir = join(this.#folder, `server-${this.#made}`);
    // What is written between the copy and the first look of the standby must still be there.
    await this.#say("alter system set wal_keep_size = '1GB'", 'select pg_reload_conf()');
    await backUp(this.#first.dataDir, dataDir);
    // A copy is for its owner's eyes only; who follows it one day has to pass, as another user.
    await chmod(dataDir, 0o711);
    const { host, port, user } = this.connection;
    const cluster = clusterOf(dataDir);
    const leader = `primary_conninfo = 'host=${host} port=${port} user=${user}'\n`;
    await appendFile(join(cluster, 'postgresql.auto.conf'), leader);
    await writeFile(join(cluster, 'standby.signal'), '');
    this.#standby = { dataDir, ...(await startEmbedded(dataDir)) };
    await this.#say("alter system set synchronous_standby_names = '*'", 'select pg_reload_conf()');
    await this.#until("select from pg_stat_replication where sync_state = 'sync'");
  }

  /** The server dies, and the standby takes its place; follow it again before the next time. */
  async failOver(): Promise<void> {
    const gone = this.#first;
    const heir = must(this.#standby, 'a standby');
    const [pid] = (await readFile(join(clusterOf(gone.dataDir), 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    process.kill(Number(pid), 'SIGKILL');
    this.#first = heir;
    this.#standby = undefined;
    await this.#say('select pg_promote(true)');
    // Frees the directory: nobody may find the old server in it, and start it again.
    await gone.stop();
    await rm(gone.dataDir, { recursive: true, force: true });
  }

  /** As after an upgrade of it: in order, and back after a moment. */
  async restart(): Promise<void> {
    const { dataDir, stop } = this.#first;
    await stop();
    await sleep(AWAY_MS);
    this.#first = { dataDir, ...(await startEmbedded(dataDir)) };
  }

  /** Close the pools before. */
  async stop(): Promise<void> {
    await this.#standby?.stop();
    await this.#first.stop();
  }

  #say(...statements: readonly string[]): Promise<void> {
    return this.#ask(async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  }

  /** Until there is a row. */
  #until(question: string): Promise<void> {
    return this.#ask(async (client) => {
      for (let waitedMs = 0; (await client.query(question)).rowCount === 0; waitedMs += 100) {
        if (waitedMs > FOLLOWING_MS_MAX) throw new Error('the standby does not follow');
        await sleep(100);
      }
    });
  }

  async #ask(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const client = new pg.Client(this.connection);
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }
}
