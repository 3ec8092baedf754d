/** The rank of a chain in the dial queue; the smallest goes first. */
export const RANK = { top: 0, callback: 1, rescheduled: 2, general: 3 } as const;

/**
 * SQL that puts chains into the dial queue, with the window of the record that is to be dialed.
 * Before it stands a table expression `requeued` with the columns `chain_id` and `rank`; `$1` is
 * the site. A chain that is closed, gone or without that record stays out; one that waits already
 * is moved.
 */
export const QUEUE_REQUEUED = `
  insert into dial_queue (site, chain_id, list_id, window_id, rank, due_at, promised_in)
  select c.site, c.id, c.list_id, r.window_id, requeued.rank, c.due_at, c.promised_in
  from requeued
  join chains c on c.site = $1 and c.id = requeued.chain_id and c.state = 'ready'
  join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = c.place
  on conflict (site, chain_id) do update
    set window_id = excluded.window_id, rank = excluded.rank, due_at = excluded.due_at,
      promised_in = excluded.promised_in`;

/** SQL: nobody is on the phone with the chain of `leases as l`, nor still writing about it. */
export const NOT_WORKED_ON = `
  not exists (
    select from attempts a
    where a.site = l.site and a.chain_id = l.chain_id and a.call_result is null)
  and not exists (
    select from interactions i
    where i.site = l.site and i.chain_id = l.chain_id and i.done_at is null)`;
