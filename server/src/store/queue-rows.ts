/**
 * SQL that puts chains into the dial queue, with the window of the record that is to be dialed.
 * Before it stands a table expression `requeued` with the columns `chain_id` and `rank`; `$1` is
 * the site. A chain that is closed, gone or without that record stays out; one that waits already
 * is moved, and looked at anew by the selection of its list, unless it is a promise.
 */
export const QUEUE_REQUEUED = `
  insert into dial_queue (site, chain_id, list_id, window_id, rank, due_at, promised_in, keyed)
  select c.site, c.id, c.list_id, r.window_id, requeued.rank, c.due_at, c.promised_in,
    case when c.promised_in is null then 0 else l.selection_version end
  from requeued
  join chains c on c.site = $1 and c.id = requeued.chain_id and c.state = 'ready'
  join calling_lists l on l.site = c.site and l.id = c.list_id
  join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = c.place
  on conflict (site, chain_id) do update
    set window_id = excluded.window_id, rank = excluded.rank, due_at = excluded.due_at,
      promised_in = excluded.promised_in, keyed = excluded.keyed`;

/** SQL: nobody is on the phone with the chain of `leases as l`, nor still writing about it. */
export const NOT_WORKED_ON = `
  not exists (
    select from attempts a
    where a.site = l.site and a.chain_id = l.chain_id and a.call_result is null)
  and not exists (
    select from interactions i
    where i.site = l.site and i.chain_id = l.chain_id and i.done_at is null)`;
