import { hostname } from 'node:os';
import { must } from '@outpace/engine/basics/assert.ts';
import { type Epoch, epoch, type SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { CommitInDoubt, EpochLost, StoreFault } from '../ports.ts';

/** The statements of one transaction; every fault of the database becomes a `StoreFault`. */
export interface Statements {
  /** Prepared under its name, which must not stand for any other text. */
  run<Row extends QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]>;
}

/** One site under one epoch: what every write of an engine belongs to. */
export type Ownership = { readonly site: SiteId; readonly epoch: Epoch };

/** How long a site is its owner's after each renewal, ms, by the clock of the database. */
export const LEASE_MS = 6_000;

/** $1 the site, $2 the process. */
export const raiseEpoch = `
  insert into ownership (site, epoch, owner) values ($1, 1, $2)
  on conflict (site) do update
    set epoch = ownership.epoch + 1, owner = excluded.owner, taken_at = now()
  returning epoch`;

/** $1 the site, $2 the epoch, $3 the node or null, $4 how long, ms. */
export const takingLease = `
  insert into site_leases (site, epoch, node, expires_at)
  values ($1, $2, $3, clock_timestamp() + $4::int * interval '1 millisecond')
  on conflict (site) do update
    set epoch = excluded.epoch, node = excluded.node, expires_at = excluded.expires_at`;

/** Raises the epoch; whoever owned the site before can write no more, lease or not. */
export async function takeOwnership(pool: Pool, site: SiteId): Promise<Epoch> {
  const owner = `${hostname()}:${process.pid}`;
  return withTransaction(pool, async ({ run }) => {
    const rows = await run<{ epoch: string }>('take-site', raiseEpoch, [site, owner]);
    const raised = epoch(Number(must(rows[0], `ownership of ${site}`).epoch));
    await run('take-lease', takingLease, [site, raised, null, LEASE_MS]);
    return raised;
  });
}

/**
 * All of `work` or nothing. Throws a `StoreFault` when the database fails, and a `CommitInDoubt`
 * when it is not known which of the two it is.
 */
export function withTransaction<Value>(
  pool: Pool,
  work: (statements: Statements) => Promise<Value>,
): Promise<Value> {
  return withClient(pool, async (client) => {
    const statements = runOn(client);
    await statements.run('begin', 'begin', []);
    const value = await work(statements);
    await statements.run('commit', 'commit', []).catch((cause: unknown) => {
      throw new CommitInDoubt('the end of the transaction was not heard', { cause });
    });
    return value;
  });
}

/** Says in the transaction which commit of the owner it is. */
export async function markCommit(
  { run }: Statements,
  { site }: Ownership,
  mark: string,
): Promise<void> {
  await run('mark-commit', MARK, [site, mark]);
}

const MARK = `
  insert into commit_marks (site, mark) values ($1, $2)
  on conflict (site) do update set mark = excluded.mark`;

/** The number of the transaction that is in doubt, as `asOwner` says it. */
export class OwnerInDoubt extends CommitInDoubt {
  readonly transaction: string;

  constructor(transaction: string, cause: unknown) {
    super('it is not known whether the transaction was written', { cause });
    this.transaction = transaction;
  }
}

/**
 * Whether that transaction with this mark was written; undefined while the server is still at it.
 * One whose connection is only believed to be alive is ended. Only the mark says that it was: after
 * a fail-over its number is given out once more, to another transaction.
 */
export async function wasWritten(
  { run }: Statements,
  { site }: Ownership,
  { transaction, mark }: { readonly transaction: string; readonly mark: string },
): Promise<boolean | undefined> {
  const [found] = await run<{ readonly isUnderWay: boolean }>('is-under-way', IS_UNDER_WAY, [
    transaction,
  ]);
  if (found?.isUnderWay === true) {
    await run('end-transaction', END_TRANSACTION, [transaction]);
    return undefined;
  }
  // Asked afterwards: what has ended meanwhile is seen.
  const marked = await run('was-marked', WAS_MARKED, [site, mark]);
  return marked.length === 1;
}

// A number that is still to be given out is none, and asking for its state would be a fault.
const IS_UNDER_WAY = `
  select case when $1::xid8 < pg_current_xact_id()
    then pg_xact_status($1::xid8) = 'in progress' else false end as "isUnderWay"`;

const WAS_MARKED = 'select from commit_marks where site = $1 and mark = $2';

const END_TRANSACTION = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where backend_xid::text = ($1::xid8)::xid::text`;

/**
 * One transaction of the owner: all of `work` or nothing. The row of the ownership is held to
 * its end, so that a take-over waits for it and nothing is ever written after one. Throws
 * `EpochLost` when the site has another owner, `StoreFault` when the database fails.
 */
export async function asOwner<Value>(
  pool: Pool,
  { site, epoch: ours }: Ownership,
  work: (statements: Statements) => Promise<Value>,
): Promise<Value> {
  let transaction = '';
  return withTransaction(pool, async (statements) => {
    const [owned] = await statements.run<{ readonly xid: string }>('hold-site', HOLD, [site, ours]);
    if (owned === undefined) throw new EpochLost(`site ${site} is not owned by epoch ${ours}`);
    transaction = owned.xid;
    return work(statements);
  }).catch((fault: unknown) => {
    throw fault instanceof CommitInDoubt ? new OwnerInDoubt(transaction, fault) : fault;
  });
}

const HOLD = `
  select pg_current_xact_id()::text as xid from ownership
  where site = $1 and epoch = $2 for share`;

async function withClient<Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw new StoreFault('no connection to the database', { cause });
  });
  let broken: Error | undefined;
  // A lent connection that dies between two statements says so here, or ends the process.
  const onError = (cause: Error): void => {
    broken = new StoreFault('the connection to the database was lost', { cause });
  };
  client.on('error', onError);
  try {
    return await work(client);
  } catch (problem) {
    await client.query('rollback').catch((cause: unknown) => {
      broken ??= new StoreFault('the transaction was not rolled back', { cause });
    });
    throw problem;
  } finally {
    // A connection that could not even roll back must not go back to the pool.
    if (broken === undefined) client.off('error', onError);
    client.release(broken);
  }
}

function runOn(client: PoolClient): Statements {
  return {
    run: async <Row extends QueryResultRow>(
      name: string,
      text: string,
      values: readonly unknown[],
    ) => {
      try {
        return (await client.query<Row>({ name, text, values: [...values] })).rows;
      } catch (cause) {
        throw new StoreFault(`the statement ${name} did not run`, { cause });
      }
    },
  };
}
