import type { CallingListId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';

/** Chains `from` + 1 to `till` of that list, each with one number, in one transaction. */
export async function addRows(
  pool: Pool,
  list: CallingListId,
  from: number,
  till: number,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // The rows refer to each other by construction; checking each takes most of the time.
    await client.query('set local session_replication_role = replica');
    await client.query(ROWS, [list, from + 1, till]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** Three in four are due, the others are rescheduled for later. */
const ROWS = `
  with chain as (
    insert into chains (site, list_id, contact_name, due_at)
    select 'main', $1, 'Contact ' || n,
      case when n % 4 = 0 then timestamptz '2026-02-01' else '-infinity' end
    from generate_series($2::int, $3::int) as n
    returning id, due_at
  ), record as (
    insert into records (site, chain_id, list_id, phone, record_type, zone, daily_from, daily_till,
      window_id, fields)
    select 'main', c.id, $1, '+1' || (200 + c.id % 800) || '55501' || (10 + c.id % 90),
      case when c.due_at = '-infinity' then 2 else 3 end, w.zone, w.daily_from, w.daily_till, w.id,
      jsonb_build_object('balance', c.id * 7919 % 1000)
    from chain c join callable_windows w on w.id = 1 + c.id % 10
    returning chain_id, window_id, record_type
  )
  insert into dial_queue (site, chain_id, list_id, window_id, rank, due_at)
  select 'main', r.chain_id, $1, r.window_id, case when r.record_type = 2 then 3 else 2 end,
    c.due_at
  from record r join chain c on c.id = r.chain_id`;
