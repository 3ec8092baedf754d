import type { Pool } from 'pg';
import { StartFault } from '../start-fault.ts';
import { LEASE_MS } from '../store/ownership.ts';
import { type Announced, joinAs } from '../store/site-leases.ts';

const AGAIN_MS = 250;

/**
 * Takes the name of a node: at once where the process that had it is proved dead, and otherwise
 * when it has been silent for a lease. Throws a `StartFault` when somebody goes by that name.
 */
export async function joinCluster(
  pool: Pool,
  me: Announced,
  waitMs: number = LEASE_MS + 2_000,
): Promise<void> {
  for (let waitedMs = 0; !(await joinAs(pool, me)); waitedMs += AGAIN_MS) {
    if (waitedMs >= waitMs) throw new StartFault(`The node "${me.nodeId}" is running already.`);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
