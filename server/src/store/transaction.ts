import { type Refusal, type RefusalCode, refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, type Result } from '@outpace/engine/basics/result.ts';
import { DatabaseError, type Pool } from 'pg';
import type { Queryable } from './queryable.ts';

export type Outcome<Value> = Result<Value, Refusal>;

/** Which refusal a broken foreign key stands for: the other row is missing, or still in use. */
export type ForeignKeyRefusal = { readonly code: RefusalCode; readonly detail?: string };

/**
 * Runs `work` in one transaction: committed when it succeeds, rolled back when it refuses or
 * throws. A unique constraint is the refusal `NAME_TAKEN`, a foreign key the given one, so that
 * two people at once get the same answers as one after the other.
 */
export async function transact<Value>(
  pool: Pool,
  onForeignKey: ForeignKeyRefusal,
  work: (db: Queryable) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies while it is lent has no other listener, and would end the process.
  const onError = (error: Error): void => {
    broken = error;
  };
  connection.on('error', onError);
  try {
    await connection.query('begin');
    const outcome = await work({
      query: (text, values) => connection.query(text, values === undefined ? [] : [...values]),
    });
    await connection.query(outcome.ok ? 'commit' : 'rollback');
    return outcome;
  } catch (problem) {
    broken ??= await rollback(() => connection.query('rollback'));
    return fail(refusalOfConstraint(problem, onForeignKey));
  } finally {
    if (broken === undefined) connection.off('error', onError);
    connection.release(broken);
  }
}

/** The fault of the rollback itself: such a connection must not go back to the pool. */
async function rollback(send: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await send();
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem : new Error('rollback failed', { cause: problem });
  }
}

function refusalOfConstraint(problem: unknown, onForeignKey: ForeignKeyRefusal): Refusal {
  if (problem instanceof DatabaseError) {
    if (problem.code === '23505') return refusal('NAME_TAKEN');
    if (problem.code === '23503') return refusal(onForeignKey.code, onForeignKey.detail);
  }
  throw problem;
}
